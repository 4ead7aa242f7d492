package io.photinus.rest.internal.wire;

import io.photinus.types.error.ErrorCode;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** The body of every error (api 7). */
public record ErrorBody(String error) {
    /** The body for a code, without its status. */
    public static ErrorBody text(ErrorCode code, @Nullable Object... args) {
        return new ErrorBody(code.name() + ": " + code.text(args));
    }

    public static Response of(ErrorCode code, @Nullable Object... args) {
        return of(code.status(), text(code, args).error());
    }

    /** An answer that does not say how it failed becomes a 500; one that says «not now» also says when to come again. */
    public static Response of(int status, String text) {
        Response.ResponseBuilder answer = Response.status(status < 300 ? 500 : status)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(new ErrorBody(text));
        return status == 503 ? answer.header(HttpHeaders.RETRY_AFTER, "1").build() : answer.build();
    }
}
