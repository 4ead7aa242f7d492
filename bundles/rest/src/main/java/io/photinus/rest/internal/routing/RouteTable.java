package io.photinus.rest.internal.routing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * All operations and the addresses at which they are served (api 2.1). JAX-RS alone would answer 404, 405, HEAD, OPTIONS
 * and DIDs in paths otherwise than FireFly does, so requests are looked up here first. Immutable and thread-safe.
 */
public final class RouteTable {
    private final List<Endpoint> endpoints;
    private final Map<String, List<Address>> addresses = new HashMap<>();

    /** What stands behind the path of a list to ask it by a query in JSON (decision 13). */
    private static final String QUERY = "/query";

    /**
     * One of the addresses of an operation; the short one is filled up with the default namespace.
     *
     * @param query whether a list is asked here by a query in JSON
     */
    private record Address(Endpoint endpoint, PathTemplate template, boolean complete, boolean query) {
        boolean serves(String method) {
            return query
                    ? method.equals("POST")
                    : endpoint.httpMethod().equals(method) || endpoint.route().document();
        }
    }

    /**
     * What a request means.
     *
     * @param endpoint null when there is none
     * @param known whether the path exists, if only with another method
     * @param query whether the body is a query in JSON for the list that the endpoint is
     * @param target the encoded address of the operation with its namespace, where JAX-RS finds it
     */
    record Found(@Nullable Endpoint endpoint, boolean known, boolean query, String target) {}

    private RouteTable(List<Endpoint> endpoints) {
        this.endpoints = List.copyOf(endpoints);
        for (Endpoint endpoint : endpoints) {
            String path = endpoint.path().source();
            add(new Address(endpoint, endpoint.path(), true, false));
            if (endpoint.queried()) {
                add(new Address(endpoint, new PathTemplate(path + QUERY), true, true));
            }
            if (endpoint.namespaced()) {
                String rest = "v1/" + path.substring(Endpoint.NAMESPACED.length());
                add(new Address(endpoint, new PathTemplate(rest), false, false));
                if (endpoint.queried()) {
                    add(new Address(endpoint, new PathTemplate(rest + QUERY), false, true));
                }
            }
        }
        // DID paths shadow the others, whatever the order in which reflection lists the methods.
        addresses
                .values()
                .forEach(list -> list.sort(Comparator.comparing(
                                (Address address) -> !address.template().hasExpression())
                        .thenComparing(address -> address.template().source())));
    }

    /** Collects what the resources declare. */
    public static RouteTable of(Collection<?> resources) {
        return new RouteTable(resources.stream()
                .flatMap(resource -> Endpoint.of(resource.getClass()).stream())
                .toList());
    }

    public List<Endpoint> endpoints() {
        return endpoints;
    }

    private void add(Address address) {
        addresses
                .computeIfAbsent(noun(address.template().source()), noun -> new ArrayList<>())
                .add(address);
    }

    /** Finds an operation by method and raw path relative to the application. */
    Found find(String method, String rawPath, Supplier<String> defaultNamespace) {
        String path = Percent.decode(rawPath, '+');
        boolean known = false;
        if (path != null) {
            for (Address address : addresses.getOrDefault(noun(path), List.of())) {
                List<String> values = address.template().match(path);
                if (values == null) {
                    continue;
                }
                known = true;
                Endpoint endpoint = address.endpoint();
                if (address.serves(method)) {
                    List<String> all = new ArrayList<>();
                    if (!address.complete()) {
                        all.add(defaultNamespace.get());
                    }
                    values.forEach(value -> all.add(decodedAgain(value)));
                    return new Found(
                            endpoint, true, address.query(), endpoint.path().fill(all));
                }
            }
        }
        return new Found(null, known, false, "");
    }

    /** FireFly decodes each value once more, as a part of a query. */
    private static String decodedAgain(String value) {
        String decoded = Percent.decode(value, ' ');
        return decoded == null || decoded.isEmpty() ? value : decoded;
    }

    /** The part of a path by which the table is divided: its first segment after version and namespace. */
    private static String noun(String path) {
        String[] segments = path.split("/", 5);
        if (segments.length < 2 || !segments[0].equals("v1")) {
            return "";
        }
        boolean deep = segments[1].equals("namespaces") && segments.length > 3;
        return segments[deep ? 3 : 1];
    }
}
