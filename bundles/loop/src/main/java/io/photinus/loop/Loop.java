package io.photinus.loop;

import io.photinus.types.error.Temporary;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One background job on a thread of its own: look for a page of work, handle it, commit, ring whoever waits; then wait for
 * the doorbell. A step that fails is repeated after a growing pause, for ever; the failure is logged once until it changes
 * or ends, and {@link #problem()} tells it meanwhile.
 */
public final class Loop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Loop.class);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(10);

    /** The handling of one page. */
    @FunctionalInterface
    public interface Step {
        /** Look again at once: there may be more. */
        Duration AGAIN = Duration.ZERO;

        /**
         * Handles at most one page.
         *
         * @return how long to wait at most for the doorbell before the next look
         */
        Duration run() throws InterruptedException;
    }

    private final String name;
    private final Doorbell bell;
    private final BackOff backOff;
    private final Step step;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Thread thread;
    private volatile String problem = "";

    /**
     * @param name the thread's name, for example {@code photinus-default-batch}
     * @param bell rung when there may be work
     */
    public Loop(String name, Doorbell bell, BackOff backOff, Step step) {
        this.name = name;
        this.bell = bell;
        this.backOff = backOff;
        this.step = step;
        this.thread = new Thread(this::run, name);
        this.thread.setDaemon(true);
    }

    public Loop start() {
        thread.start();
        return this;
    }

    /** One sentence on why the last step failed; empty while all is well. */
    public String problem() {
        return problem;
    }

    private void run() {
        int failures = 0;
        try {
            while (!closed.get()) {
                try {
                    Duration pause = step.run();
                    failures = 0;
                    recovered();
                    if (!pause.isZero()) {
                        bell.await(pause);
                    }
                } catch (RuntimeException failure) {
                    if (closed.get()) {
                        return;
                    }
                    failures++;
                    failed(failure);
                    Doorbell.pause(backOff.after(failures));
                }
            }
        } catch (InterruptedException stop) {
            LOG.debug("{} was interrupted", name);
        }
    }

    private void failed(RuntimeException failure) {
        String sentence = Objects.requireNonNullElse(failure.getMessage(), failure.toString());
        if (sentence.equals(problem)) {
            return;
        }
        problem = sentence;
        if (failure instanceof Temporary) {
            LOG.atInfo().addKeyValue("loop", name).log("waiting: {}", sentence);
        } else {
            LOG.atError()
                    .addKeyValue("loop", name)
                    .setCause(failure)
                    .log("step failed, will be repeated: {}", sentence);
        }
    }

    private void recovered() {
        if (!problem.isEmpty()) {
            LOG.atInfo().addKeyValue("loop", name).log("goes on");
            problem = "";
        }
    }

    /** Interrupts the wait or the step, and waits a bounded time for the thread to end. Idempotent. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        bell.ring();
        if (Thread.currentThread() == thread) {
            return;
        }
        thread.interrupt();
        try {
            thread.join(CLOSE_LIMIT.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            LOG.atWarn()
                    .addKeyValue("loop", name)
                    .log("did not end within {} s and is abandoned", CLOSE_LIMIT.toSeconds());
        }
    }
}
