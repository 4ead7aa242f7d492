package io.photinus.rest.internal.routing;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.ws.rs.HttpMethod;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;

/** One operation, as its method declares it. Immutable. */
public final class Endpoint {
    /** What the address of every operation on a namespace starts with. */
    static final String NAMESPACED = "v1/namespaces/{ns}/";

    /** A path or query parameter; {@code doc} may be empty. */
    public record Input(String name, String doc) {}

    private final Route route;
    private final String httpMethod;
    private final PathTemplate path;
    private final List<Input> query;
    private final List<Input> pathDocs;
    private final @Nullable Class<?> body;
    private final boolean waits;

    private Endpoint(Route route, String httpMethod, String path, Method method) {
        this.route = route;
        this.httpMethod = httpMethod;
        this.path = new PathTemplate(path);
        List<Input> queries = new ArrayList<>();
        List<Input> paths = new ArrayList<>();
        Class<?> entity = null;
        for (Parameter parameter : method.getParameters()) {
            QueryParam asked = parameter.getAnnotation(QueryParam.class);
            PathParam placed = parameter.getAnnotation(PathParam.class);
            if (asked != null) {
                queries.add(new Input(asked.value(), doc(parameter)));
            } else if (placed != null) {
                paths.add(new Input(placed.value(), doc(parameter)));
            } else if (parameter.getAnnotations().length == 0) {
                entity = parameter.getType();
            }
        }
        this.query = List.copyOf(queries);
        this.pathDocs = List.copyOf(paths);
        this.body = entity;
        this.waits = queries.stream().anyMatch(input -> input.name().equals("confirm"));
    }

    /** The operations that a resource declares; methods without {@link Route} are none. */
    static List<Endpoint> of(Class<?> resource) {
        Path base = resource.getAnnotation(Path.class);
        if (base == null) {
            throw new IllegalArgumentException("a resource without a path: " + resource);
        }
        List<Endpoint> endpoints = new ArrayList<>();
        for (Method method : resource.getMethods()) {
            Route route = method.getAnnotation(Route.class);
            if (route != null) {
                Path more = method.getAnnotation(Path.class);
                String path = more == null ? base.value() : base.value() + "/" + more.value();
                endpoints.add(new Endpoint(route, httpMethod(method), path, method));
            }
        }
        return endpoints;
    }

    private static String httpMethod(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(Annotation::annotationType)
                .filter(type -> type.isAnnotationPresent(HttpMethod.class))
                .map(type -> type.getAnnotation(HttpMethod.class).value())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("a route without HTTP method: " + method));
    }

    private static String doc(Parameter parameter) {
        Doc doc = parameter.getAnnotation(Doc.class);
        return doc == null ? "" : doc.value();
    }

    public Route route() {
        return route;
    }

    public String httpMethod() {
        return httpMethod;
    }

    PathTemplate path() {
        return path;
    }

    /** Whether the operation belongs to a namespace, and so has an address without one too. */
    public boolean namespaced() {
        return path.source().startsWith(NAMESPACED) && !route.document();
    }

    /** Whether this is a list that can be asked by a query in JSON too. */
    boolean queried() {
        return route.list() && !route.filter().isEmpty() && httpMethod.equals("GET");
    }

    /** The path below {@code /api/v1}, as the documents show it, with its namespace if it has one. */
    public String shownPath() {
        return path.shown().substring("v1".length());
    }

    /** The path below the namespace, as the documents show it. */
    public String shownShortPath() {
        return namespaced() ? path.shown().substring(NAMESPACED.length() - 1) : shownPath();
    }

    public List<String> pathVariables() {
        return path.variables();
    }

    /** What the documents say about a path variable. */
    public String pathDoc(String variable) {
        return pathDocs.stream()
                .filter(input -> input.name().equals(variable))
                .map(Input::doc)
                .findFirst()
                .orElse("");
    }

    /** The operation's own query parameters, those of filters not counted. */
    public List<Input> queryParameters() {
        return query;
    }

    /** The record that the body is read into, or null when the body is not read. */
    public @Nullable Class<?> body() {
        return body;
    }

    /** Whether the caller can wait for the network's confirmation. */
    public boolean waits() {
        return waits;
    }

    /** The status of success. */
    public int status(boolean awaited) {
        return waits ? awaited ? 200 : 202 : route.ok();
    }

    @Override
    public String toString() {
        return httpMethod + " " + path.source();
    }
}
