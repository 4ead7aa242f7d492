package io.photinus.rest.internal.openapi;

import io.photinus.rest.internal.routing.Endpoint;
import io.photinus.rest.internal.routing.Route;
import io.photinus.rest.internal.routing.RouteTable;
import io.photinus.types.json.RawJson;
import io.photinus.types.query.Field;
import io.photinus.types.query.RecordSet;
import io.photinus.types.query.RecordSets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Describes the operations of a route table (api 3.8). Built anew for each request. Thread-safe. */
public final class OpenApi {
    private static final String NAMESPACE = "ns";

    private final RouteTable table;
    private final int defaultLimit;

    public OpenApi(RouteTable table, int defaultLimit) {
        this.table = table;
        this.defaultLimit = defaultLimit;
    }

    /** Everything, each operation of a namespace in both address forms. */
    Map<String, Object> whole(String publicUrl) {
        Map<String, Object> paths = new TreeMap<>();
        for (Endpoint endpoint : table.endpoints()) {
            if (endpoint.namespaced()) {
                put(paths, endpoint.shownShortPath(), endpoint, operation(endpoint, "", "Default Namespace", false));
                put(
                        paths,
                        endpoint.shownPath(),
                        endpoint,
                        operation(endpoint, "Namespace", "Non-Default Namespace", true));
            } else {
                put(paths, endpoint.shownPath(), endpoint, operation(endpoint, "", "Global", true));
            }
        }
        return document(publicUrl + "/api/v1", paths);
    }

    /** The operations of a namespace, by paths relative to it. */
    Map<String, Object> namespace(String publicUrl, String namespace) {
        Map<String, Object> paths = new TreeMap<>();
        for (Endpoint endpoint : table.endpoints()) {
            if (endpoint.namespaced()) {
                put(paths, endpoint.shownShortPath(), endpoint, operation(endpoint, "", "Default Namespace", false));
            }
        }
        return document(publicUrl + "/api/v1/namespaces/" + namespace, paths);
    }

    private static Map<String, Object> document(String server, Map<String, Object> paths) {
        return sorted(
                "components", Map.of(),
                "info", sorted("title", "Hyperledger FireFly", "version", "1.0"),
                "openapi", "3.0.2",
                "paths", paths,
                "servers", List.of(Map.of("url", server)));
    }

    @SuppressWarnings("unchecked") // filled by nothing but this method
    private static void put(Map<String, Object> paths, String path, Endpoint endpoint, Object operation) {
        Map<String, Object> operations =
                (Map<String, Object>) paths.computeIfAbsent(path, name -> new TreeMap<String, Object>());
        operations.put(endpoint.httpMethod().toLowerCase(Locale.ROOT), operation);
    }

    private Map<String, Object> operation(Endpoint endpoint, String suffix, String tag, boolean withNamespace) {
        Route route = endpoint.route();
        Map<String, Object> operation = sorted(
                "description", route.does(),
                "operationId", route.id() + suffix,
                "parameters", parameters(endpoint, withNamespace),
                "responses", responses(endpoint),
                "tags", List.of(tag));
        if (route.deprecated()) {
            operation.put("deprecated", true);
        }
        Class<?> body = endpoint.body();
        if (body != null) {
            Map<String, Object> schema = Schemas.of(body, Set.of(route.readOnly()));
            operation.put("requestBody", sorted("content", json(schema), "required", true));
        }
        return operation;
    }

    private List<Object> parameters(Endpoint endpoint, boolean withNamespace) {
        List<Object> parameters = new ArrayList<>();
        for (String variable : endpoint.pathVariables()) {
            if (!variable.equals(NAMESPACE)) {
                Map<String, Object> parameter = parameter("path", variable, endpoint.pathDoc(variable), text());
                parameter.put("required", true);
                parameters.add(parameter);
            }
        }
        if (withNamespace && endpoint.pathVariables().contains(NAMESPACE)) {
            Map<String, Object> parameter =
                    parameter("path", NAMESPACE, "The namespace", sorted("example", "default", "type", "string"));
            parameter.put("required", true);
            parameters.add(parameter);
        }
        for (Endpoint.Input input : endpoint.queryParameters()) {
            parameters.add(parameter("query", input.name(), input.doc(), sorted("example", "true", "type", "string")));
        }
        parameters.add(parameter(
                "header",
                "Request-Timeout",
                "How long the request may take: seconds, or with a unit as in 250ms",
                sorted("default", "2m0s", "type", "string")));
        RecordSets.ALL.stream()
                .filter(set -> set.name().equals(endpoint.route().filter()))
                .findFirst()
                .ifPresent(set -> addFilters(set, parameters));
        return parameters;
    }

    private void addFilters(RecordSet<?> set, List<Object> parameters) {
        set.fields().stream()
                .map(Field::name)
                .sorted()
                .forEach(field -> parameters.add(parameter(
                        "query", field, "Filters by this field. Operators: > >= < <= @ ^ $ ! !@ !^ !$", text())));
        parameters.add(parameter("query", "sort", "Fields to sort by, with commas; - before one turns it", text()));
        parameters.add(parameter("query", "ascending", "Sorts all given fields upwards", text()));
        parameters.add(parameter("query", "descending", "Sorts all given fields downwards", text()));
        parameters.add(parameter("query", "skip", "How many rows to leave out", text()));
        parameters.add(parameter(
                "query",
                "limit",
                "The most rows to return",
                sorted("example", String.valueOf(defaultLimit), "type", "string")));
        parameters.add(parameter("query", "count", "Returns the number of all matches too", text()));
    }

    private static Map<String, Object> responses(Endpoint endpoint) {
        Map<String, Object> responses = new TreeMap<>();
        Map<String, Object> content = content(endpoint.route());
        responses.put(String.valueOf(endpoint.status(false)), sorted("content", content, "description", "Success"));
        responses.put(String.valueOf(endpoint.status(true)), sorted("content", content, "description", "Success"));
        responses.put("default", Map.of("description", ""));
        return responses;
    }

    private static Map<String, Object> content(Route route) {
        if (route.output() == void.class) {
            return Map.of("application/json", Map.of());
        }
        if (route.output() == RawJson.class) {
            return json(Map.of());
        }
        return json(route.list() ? Schemas.listOf(route.output()) : Schemas.of(route.output(), Set.of()));
    }

    private static Map<String, Object> json(Map<String, Object> schema) {
        return Map.of("application/json", Map.of("schema", schema));
    }

    private static Map<String, Object> parameter(String in, String name, String doc, Map<String, Object> schema) {
        return sorted("description", doc, "in", in, "name", name, "schema", schema);
    }

    private static Map<String, Object> text() {
        return Map.of("type", "string");
    }

    private static Map<String, Object> sorted(Object... entries) {
        Map<String, Object> map = new TreeMap<>();
        for (int i = 0; i < entries.length; i += 2) {
            map.put((String) entries[i], entries[i + 1]);
        }
        return map;
    }
}
