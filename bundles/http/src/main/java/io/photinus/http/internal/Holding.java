package io.photinus.http.internal;

import java.io.IOException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.servlet.AsyncContext;
import javax.servlet.AsyncEvent;
import javax.servlet.AsyncListener;
import javax.servlet.http.HttpServletResponse;
import org.eclipse.jetty.server.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Requests that wait for what serves them. Each is parked in Jetty without a thread; {@link #release} sends all of them
 * through the front door again, oldest first. One that still finds nothing waits on, but no longer than its first
 * deadline.
 */
final class Holding {

    private static final Logger LOG = LoggerFactory.getLogger(Holding.class);
    private static final String DEADLINE = Holding.class.getName();

    private final Duration timeout;
    private final int most;
    private final Queue<Held> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();
    private volatile boolean closed;

    Holding(Duration timeout, int most) {
        this.timeout = timeout;
        this.most = most;
    }

    /** Parks a request, or answers 503 at once when too many wait already. {@code missing} names what it waits for. */
    void hold(Request request, String missing) throws IOException {
        long left = millisLeft(request);
        if (closed || left <= 0 || !admit()) {
            Answers.unavailable(request.getResponse(), missing);
            return;
        }
        AsyncContext parked = request.startAsync();
        var held = new Held(parked, missing);
        parked.setTimeout(left);
        parked.addListener(held);
        waiting.add(held);
        if (closed) {
            held.expire();
        }
    }

    /** Called after anything that could serve a request has arrived. */
    void release() {
        for (Held held : waiting) {
            held.resume();
        }
    }

    /** Answers all that wait with 503; later ones get it at once. */
    void close() {
        closed = true;
        for (Held held : waiting) {
            held.expire();
        }
    }

    private boolean admit() {
        if (count.incrementAndGet() <= most) {
            return true;
        }
        count.decrementAndGet();
        return false;
    }

    private long millisLeft(Request request) {
        if (request.getAttribute(DEADLINE) instanceof Long deadline) {
            return (deadline - System.nanoTime()) / 1_000_000;
        }
        request.setAttribute(DEADLINE, System.nanoTime() + timeout.toNanos());
        return timeout.toMillis();
    }

    private final class Held implements AsyncListener {

        private final AsyncContext parked;
        private final String missing;
        private final AtomicBoolean taken = new AtomicBoolean();

        Held(AsyncContext parked, String missing) {
            this.parked = parked;
            this.missing = missing;
        }

        void resume() {
            if (take()) {
                parked.dispatch();
            }
        }

        void expire() {
            if (take()) {
                try {
                    Answers.unavailable((HttpServletResponse) parked.getResponse(), missing);
                } catch (IOException e) {
                    LOG.debug("A client that waited for {} is gone", missing, e);
                }
                parked.complete();
            }
        }

        private boolean take() {
            if (!taken.compareAndSet(false, true)) {
                return false;
            }
            waiting.remove(this);
            count.decrementAndGet();
            return true;
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            expire();
        }

        @Override
        public void onError(AsyncEvent event) {
            take();
        }

        @Override
        public void onComplete(AsyncEvent event) {
            take();
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            // Someone else's cycle: not ours to watch.
        }
    }
}
