package io.photinus.rest.internal.routing;

import io.photinus.rest.internal.wire.ErrorBody;
import io.photinus.rest.internal.wire.Kind;
import io.photinus.types.error.ErrorCode;
import java.net.URI;
import java.util.function.Supplier;
import javax.ws.rs.container.ContainerRequestContext;
import javax.ws.rs.container.ContainerRequestFilter;
import javax.ws.rs.container.PreMatching;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MultivaluedMap;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.UriInfo;

/** Looks every request up, refuses what FireFly refuses before it reads a body, and rewrites the rest for JAX-RS. */
@PreMatching
public final class RoutingFilter implements ContainerRequestFilter {
    /** The request property that holds the {@link Endpoint}. */
    static final String ENDPOINT = "photinus.endpoint";

    private final RouteTable table;
    private final Supplier<String> defaultNamespace;

    public RoutingFilter(RouteTable table, Supplier<String> defaultNamespace) {
        this.table = table;
        this.defaultNamespace = defaultNamespace;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        String method = request.getMethod();
        RouteTable.Found found = table.find(method, request.getUriInfo().getPath(false), defaultNamespace);
        Endpoint endpoint = found.endpoint();
        if (endpoint == null) {
            request.abortWith(found.known() ? Response.status(405).build() : ErrorBody.of(ErrorCode.FF10109));
            return;
        }
        if (endpoint.route().document()) {
            request.setMethod("GET");
        } else if (method.equals("POST") || method.equals("PUT") || method.equals("PATCH")) {
            Kind kind = Kind.of(request.getHeaderString(HttpHeaders.CONTENT_TYPE));
            if (kind == Kind.OTHER
                    || kind == Kind.MULTIPART && !endpoint.route().files()) {
                request.abortWith(ErrorBody.of(ErrorCode.FF00162));
                return;
            }
            request.getHeaders().putSingle(HttpHeaders.CONTENT_TYPE, kind.mediaType());
        }
        soften(request.getHeaders(), endpoint.httpMethod());
        request.setProperty(ENDPOINT, endpoint);
        request.setRequestUri(URI.create(found.target() + query(request.getUriInfo())));
    }

    /** What FireFly does not look at must not be a reason for JAX-RS to refuse. */
    private static void soften(MultivaluedMap<String, String> headers, String method) {
        if (headers.containsKey(HttpHeaders.ACCEPT)) {
            headers.putSingle(HttpHeaders.ACCEPT, "*/*");
        }
        boolean bodiless = method.equals("GET") || method.equals("DELETE");
        if (bodiless && headers.containsKey(HttpHeaders.CONTENT_TYPE)) {
            headers.putSingle(HttpHeaders.CONTENT_TYPE, "*/*");
        }
    }

    /** The query anew, with a value for every name: {@code ?count} means {@code ?count=}. */
    private static String query(UriInfo uri) {
        StringBuilder out = new StringBuilder();
        uri.getQueryParameters().forEach((name, values) -> {
            for (String value : values) {
                out.append(out.length() == 0 ? '?' : '&');
                Percent.encode(name, out);
                out.append('=');
                if (value != null) {
                    Percent.encode(value, out);
                }
            }
        });
        return out.toString();
    }
}
