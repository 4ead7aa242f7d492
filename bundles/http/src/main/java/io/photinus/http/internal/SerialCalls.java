package io.photinus.http.internal;

import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Runs calls one at a time in the order they were made, on whichever thread got there first: a caller that finds another
 * at work leaves its call behind and goes.
 */
final class SerialCalls {

    private final Queue<Runnable> calls = new ArrayDeque<>();
    private boolean running;

    void run(Runnable call) {
        synchronized (calls) {
            calls.add(call);
            if (running) {
                return;
            }
            running = true;
        }
        for (Runnable next = next(); next != null; next = next()) {
            next.run();
        }
    }

    private @Nullable Runnable next() {
        synchronized (calls) {
            Runnable next = calls.poll();
            running = next != null;
            return next;
        }
    }
}
