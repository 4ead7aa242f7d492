package io.photinus.loop;

import io.photinus.types.error.Temporary;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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
    /** How long a step may take to end by itself, and then again after it was interrupted. */
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

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
    private final CountDownLatch closing = new CountDownLatch(1);
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
                } catch (RuntimeException | LinkageError failure) {
                    if (closed.get()) {
                        return;
                    }
                    failures++;
                    failed(failure);
                    pause(backOff.after(failures));
                }
            }
        } catch (InterruptedException stop) {
            LOG.debug("{} was interrupted", name);
        }
    }

    private void failed(Throwable failure) {
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

    /** Waits until the time has passed, whatever rings. */
    private void pause(Duration time) throws InterruptedException {
        if (closing.await(time.toNanos(), TimeUnit.NANOSECONDS)) {
            LOG.debug("{} ends during a pause", name);
        }
    }

    /**
     * Lets the present step end, interrupts it when it takes too long, and waits a bounded time in all. Idempotent; from the
     * loop's own thread it only makes the present step the last.
     */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        closing.countDown();
        bell.ring();
        if (Thread.currentThread() == thread || ended(CLOSE_LIMIT)) {
            return;
        }
        thread.interrupt();
        if (!ended(CLOSE_LIMIT)) {
            LOG.atWarn()
                    .addKeyValue("loop", name)
                    .log("did not end within {} s and is abandoned", 2 * CLOSE_LIMIT.toSeconds());
        }
    }

    /** Waits for the thread to end. An interruption of the caller is kept for later: what it closes must be closed. */
    private boolean ended(Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        boolean interrupted = false;
        try {
            while (thread.isAlive()) {
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (left <= 0) {
                    return false;
                }
                try {
                    thread.join(left);
                } catch (InterruptedException later) {
                    interrupted = true;
                }
            }
            return true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
