package io.photinus.rest.internal.wire;

import io.photinus.types.error.ErrorCode;
import io.photinus.types.error.NodeProblem;
import io.photinus.types.error.Temporary;
import io.photinus.types.json.JsonInputException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import javax.ws.rs.WebApplicationException;
import javax.ws.rs.core.Response;
import javax.ws.rs.ext.ExceptionMapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows a problem to the client, in the one form that errors have (api 7). The only place that logs what nobody expected. */
public final class Problems implements ExceptionMapper<Throwable> {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    @Override
    public Response toResponse(Throwable thrown) {
        Throwable cause = unwrap(thrown);
        if (cause instanceof NodeProblem problem) {
            return ErrorBody.of(problem.status(), String.valueOf(problem.getMessage()));
        }
        // The second is a free-form part of the body whose fields are read by what they are for.
        if (cause instanceof BadInput || cause instanceof JsonInputException) {
            return ErrorBody.of(400, String.valueOf(cause.getMessage()));
        }
        if (cause instanceof Temporary) {
            return ErrorBody.of(ErrorCode.PH10001, String.valueOf(cause.getMessage()));
        }
        if (cause instanceof WebApplicationException web && web.getResponse().getStatus() < 500) {
            return refused(web.getResponse().getStatus());
        }
        if (isBrokenEscape(cause)) {
            return ErrorBody.of(400, "invalid URL escape in the query");
        }
        LOG.error("A request failed for a reason that nobody foresaw", cause);
        return ErrorBody.of(ErrorCode.FF10465);
    }

    /** The runtime decodes the query before the first filter runs, and has no exception of its own for this. */
    private static boolean isBrokenEscape(Throwable cause) {
        StackTraceElement[] stack = cause.getStackTrace();
        return cause instanceof IllegalArgumentException
                && stack.length > 0
                && stack[0].getClassName().endsWith(".UrlUtils");
    }

    /** The JAX-RS runtime refused; the routing filter leaves it hardly a reason to. */
    private static Response refused(int status) {
        return switch (status) {
            case 404 -> ErrorBody.of(ErrorCode.FF10109);
            case 405 -> Response.status(405).build();
            case 415 -> ErrorBody.of(ErrorCode.FF00162);
            default -> {
                Response.Status known = Response.Status.fromStatusCode(status);
                yield ErrorBody.of(status, known == null ? "refused" : known.getReasonPhrase());
            }
        };
    }

    /** What really happened, without the wrappers of stages. */
    public static Throwable unwrap(Throwable thrown) {
        Throwable cause = thrown;
        while ((cause instanceof CompletionException || cause instanceof ExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
