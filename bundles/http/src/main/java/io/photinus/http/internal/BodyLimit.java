package io.photinus.http.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import javax.servlet.http.HttpServletResponse;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.HttpInput;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** Refuses bodies beyond a size: by their announced length at once, else when too much has been read. */
final class BodyLimit {

    private static final String RESPONSE = BodyLimit.class.getName();

    private final long limit;

    BodyLimit(long limit) {
        this.limit = limit;
    }

    /** Returns true if the request was refused and answered. */
    boolean refuses(Request request) throws IOException {
        long announced = request.getContentLengthLong();
        if (announced > limit) {
            Answers.tooLarge(request.getResponse(), limit);
            return true;
        }
        if (announced < 0 && request.getHttpFields().contains(HttpHeader.TRANSFER_ENCODING)) {
            var response = new MutableResponse(request.getResponse());
            request.setAttribute(RESPONSE, response);
            request.getHttpInput().addInterceptor(new Counting(request, response));
        }
        return false;
    }

    /** The response that a servlet may write for this request. */
    static HttpServletResponse response(Request request) {
        return request.getAttribute(RESPONSE) instanceof MutableResponse response ? response : request.getResponse();
    }

    /**
     * Counts a body of unknown length. The answer is sent from here, in the thread that reads, because the reader would
     * take the exception for a fault of its own and answer 500.
     */
    private final class Counting implements HttpInput.Interceptor {

        private final Request request;
        private final MutableResponse response;
        private HttpInput.@Nullable Content counted;
        private long seen;

        Counting(Request request, MutableResponse response) {
            this.request = request;
            this.response = response;
        }

        @Override
        public HttpInput.Content readFrom(HttpInput.Content content) {
            // Jetty comes back with the same content for each read until it is used up.
            if (content != counted) {
                counted = content;
                seen += content.remaining();
            }
            if (seen <= limit) {
                return content;
            }
            response.mute();
            var problem = new IOException("request body is larger than " + limit + " bytes");
            try {
                if (!request.getResponse().isCommitted()) {
                    Answers.tooLarge(request.getResponse(), limit);
                    request.getResponse().closeOutput();
                }
            } catch (IOException e) {
                problem.addSuppressed(e);
            }
            throw new UncheckedIOException(problem);
        }
    }
}
