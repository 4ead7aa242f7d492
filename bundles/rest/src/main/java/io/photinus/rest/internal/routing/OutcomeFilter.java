package io.photinus.rest.internal.routing;

import io.photinus.http.HttpConnector;
import io.photinus.rest.internal.streaming.StreamedList;
import io.photinus.rest.internal.wire.ErrorBody;
import io.photinus.rest.internal.wire.Parameters;
import io.photinus.types.error.ErrorCode;
import javax.ws.rs.container.ContainerRequestContext;
import javax.ws.rs.container.ContainerResponseContext;
import javax.ws.rs.container.ContainerResponseFilter;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;

/** Gives what a method returned the status that its declaration names; nothing at all becomes 404 (api 2.5, 2.6). */
public final class OutcomeFilter implements ContainerResponseFilter {
    /** The attribute in which the front door offers a way to cut the connection, as a {@link Runnable}. */
    public static final String CUT = HttpConnector.CUT;

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        boolean plain = response.getStatus() == 200 || response.getStatus() == 204;
        if (plain && request.getProperty(RoutingFilter.ENDPOINT) instanceof Endpoint endpoint) {
            String confirm = request.getUriInfo().getQueryParameters().getFirst("confirm");
            int status = endpoint.status(Parameters.flag(confirm));
            if (status != 204 && !response.hasEntity()) {
                status = ErrorCode.FF00164.status();
                response.setEntity(ErrorBody.text(ErrorCode.FF00164));
            }
            response.setStatus(status);
            if (response.getEntity() instanceof StreamedList list && request.getProperty(CUT) instanceof Runnable cut) {
                list.cutBy(cut);
            }
            if (response.hasEntity() && !endpoint.route().document()) {
                // In place of the runtime's application/octet-stream.
                response.getHeaders().putSingle(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON_TYPE);
            }
        }
    }
}
