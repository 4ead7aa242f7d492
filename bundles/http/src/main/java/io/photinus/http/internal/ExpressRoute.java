package io.photinus.http.internal;

import io.photinus.http.ExpressLane;
import io.photinus.http.ExpressLane.Answer;
import io.photinus.http.ExpressLane.Asked;
import io.photinus.http.ExpressLane.Ride;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import javax.servlet.AsyncContext;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** One express lane, with the number of requests that are on it. */
final class ExpressRoute {

    private final ExpressLane lane;
    private final Inside inside = new Inside();

    ExpressRoute(ExpressLane lane) {
        this.lane = lane;
    }

    /** Answers a request, soon and without holding a thread; false if it is not for this lane. */
    boolean serve(Request request, String path) throws IOException {
        // A body of unknown length may be refused while it is read; that is the servlets' business.
        if (request.getContentLengthLong() < 0) {
            return false;
        }
        Ride ride = lane.take(new Asked(request.getMethod(), path, request.getQueryString(), request::getHeader));
        if (ride == null || !inside.enter()) {
            return false;
        }
        boolean gone = false;
        try {
            byte[] body = request.getInputStream().readAllBytes();
            AsyncContext async = request.startAsync();
            // The lane answers in bounded time by itself.
            async.setTimeout(0);
            Response response = request.getResponse();
            gone = true;
            ride.go(body).thenAccept(answer -> send(response, answer, async));
        } finally {
            if (!gone) {
                inside.leave();
            }
        }
        return true;
    }

    /** Runs on whatever thread has the answer, and so must not block on a client that does not read. */
    private void send(Response response, Answer answer, AsyncContext async) {
        response.setStatus(answer.status());
        response.setContentType(answer.contentType());
        answer.headers().forEach(response::setHeader);
        response.setContentLength(answer.body().length);
        response.getHttpOutput().sendContent(ByteBuffer.wrap(answer.body()), new Callback() {
            @Override
            public void succeeded() {
                end(null);
            }

            @Override
            public void failed(@Nullable Throwable broken) {
                end(broken);
            }

            private void end(@Nullable Throwable broken) {
                inside.leave();
                if (broken != null) {
                    response.getHttpChannel().abort(broken);
                }
                async.complete();
            }
        });
    }

    /** Lets nobody in any more and waits, for so long at most, until all are out; returns how many are still inside. */
    int drain(Duration most) {
        return inside.drain(most);
    }
}
