package io.photinus.rest.internal.routing;

import io.photinus.rest.internal.wire.ErrorBody;
import io.photinus.rest.internal.wire.Kind;
import io.photinus.rest.internal.wire.RecordReader;
import io.photinus.types.error.ErrorCode;
import java.io.InputStream;
import java.net.URI;
import java.util.function.Supplier;
import javax.ws.rs.container.ContainerRequestContext;
import javax.ws.rs.container.ContainerRequestFilter;
import javax.ws.rs.container.PreMatching;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MultivaluedMap;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;

/** Looks every request up, refuses what FireFly refuses before it reads a body, and rewrites the rest for JAX-RS. */
@PreMatching
public final class RoutingFilter implements ContainerRequestFilter {
    /** The request property that holds the {@link Endpoint}. */
    static final String ENDPOINT = "photinus.endpoint";

    /** The query parameter in which a query in JSON travels on; none of this name comes from outside. */
    public static final String JSON = "photinus.query";

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
        String json = null;
        if (endpoint.route().document()) {
            request.setMethod("GET");
        } else if (found.query()) {
            if (Kind.of(request.getHeaderString(HttpHeaders.CONTENT_TYPE)) != Kind.JSON) {
                request.abortWith(ErrorBody.of(ErrorCode.FF00162));
                return;
            }
            // From here on it is the list itself, asked in another way.
            json = RecordReader.text(request.getEntityStream());
            request.setEntityStream(InputStream.nullInputStream());
            request.setMethod(endpoint.httpMethod());
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
        request.setRequestUri(URI.create(found.target() + query(request.getUriInfo(), json)));
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
    private static String query(UriInfo uri, @Nullable String json) {
        StringBuilder out = new StringBuilder();
        uri.getQueryParameters().forEach((name, values) -> {
            if (!name.equals(JSON)) {
                values.forEach(value -> add(name, value, out));
            }
        });
        if (json != null) {
            add(JSON, json, out);
        }
        // Without a question mark the runtime would keep the query that came.
        return out.length() == 0 ? "?" : out.toString();
    }

    private static void add(String name, @Nullable String value, StringBuilder out) {
        out.append(out.length() == 0 ? '?' : '&');
        Percent.encode(name, out);
        out.append('=');
        if (value != null) {
            Percent.encode(value, out);
        }
    }
}
