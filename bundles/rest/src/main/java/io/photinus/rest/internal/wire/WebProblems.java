package io.photinus.rest.internal.wire;

import javax.ws.rs.WebApplicationException;
import javax.ws.rs.core.Response;
import javax.ws.rs.ext.ExceptionMapper;

/** {@link Problems} for the runtime's own exceptions, for which the runtime has a more specific mapper than that. */
public final class WebProblems implements ExceptionMapper<WebApplicationException> {
    private final Problems problems;

    public WebProblems(Problems problems) {
        this.problems = problems;
    }

    @Override
    public Response toResponse(WebApplicationException thrown) {
        Throwable cause = thrown.getCause();
        return problems.toResponse(cause == null || thrown.getResponse().getStatus() < 500 ? thrown : cause);
    }
}
