package io.photinus.http;

import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Answers the few kinds of request that a node lives by, before any servlet is asked. A servlet could answer them just the
 * same; what a lane saves is the servlet runtime, which costs several times the work itself. Registered as an OSGi service with
 * the property {@link SocketEndpoint#CONNECTOR}. While no lane is registered the servlets answer.
 */
@ConsumerType
public interface ExpressLane {
    /**
     * Decides whether it takes a request. Called on a thread of the connector, by several at once; must be quick.
     *
     * @return null to leave it to the servlets
     */
    @Nullable
    Ride take(Asked asked);

    /**
     * What is known of a request before its body is read.
     *
     * @param path canonical and decoded
     * @param query as it came, null when there is none
     * @param header the first value of a header, null when there is none
     */
    record Asked(String method, String path, @Nullable String query, Header header) {}

    /** Looks up a header, whatever its case. */
    @FunctionalInterface
    interface Header {
        @Nullable
        String get(String name);
    }

    /** A request on its way. */
    @FunctionalInterface
    interface Ride {
        /**
         * Called once, on a thread of the connector, with the whole body. Must not wait. The stage may be completed by any
         * thread, is completed for every request, in bounded time, and never exceptionally.
         */
        CompletionStage<Answer> go(byte[] body);
    }

    /** The whole answer. */
    record Answer(int status, String contentType, Map<String, String> headers, byte[] body) {}
}
