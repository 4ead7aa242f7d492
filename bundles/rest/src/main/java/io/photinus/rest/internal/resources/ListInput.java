package io.photinus.rest.internal.resources;

import io.photinus.rest.internal.routing.RoutingFilter;
import java.util.List;
import java.util.Map;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;

/** What every list is asked by: the query parameters or a query in JSON, and the time limit. Filled by JAX-RS. */
public final class ListInput {
    @Context
    private @Nullable UriInfo uri;

    @HeaderParam("Request-Timeout")
    private @Nullable String timeout;

    @QueryParam(RoutingFilter.JSON)
    private @Nullable String json;

    Map<String, List<String>> parameters() {
        return uri == null ? Map.of() : uri.getQueryParameters();
    }

    /** The header Request-Timeout. */
    @Nullable
    String timeout() {
        return timeout;
    }

    /** The body of a query in JSON; null for a list that is asked for by parameters. */
    @Nullable
    String json() {
        return json;
    }
}
