package io.photinus.engine.cores;

import io.photinus.loop.Loop;
import io.photinus.persistence.Fence;
import io.photinus.persistence.FencedException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lease of one job: taken between two steps of the job's loop, kept while it holds, and given up when another process
 * should do the job. That another process does it is no failure. Thread-safe.
 */
public final class JobLease {
    private static final Logger LOG = LoggerFactory.getLogger(JobLease.class);
    /** After a lost lease; what goes wrong must not turn into a storm. */
    private static final Duration RETRY = Duration.ofMillis(100);

    private final Cores cores;
    private final Job job;
    private volatile @Nullable Fence fence;
    private volatile boolean handOver;
    /** After a refused write nothing is taken until somebody has looked who has it now. */
    private volatile long refusedAtLook = -1;

    /** Belongs to the loop: whether a step has run under a lease whose end it was not told yet. */
    private boolean begun;

    public JobLease(Cores cores, Job job) {
        this.cores = cores;
        this.job = job;
        cores.register(this);
    }

    Job job() {
        return job;
    }

    /** Whether this process does the job, as far as is known. */
    public boolean held() {
        return fence != null;
    }

    /** Whether other processes live that wait to do it. */
    public boolean shared() {
        return cores.sharing();
    }

    /**
     * The fence to write under. Within a step it is the one that the step began with, so that nothing is written that was
     * decided before somebody else had the lease.
     *
     * @throws FencedException while another process does this job
     */
    public Fence require() {
        Fence held = fence;
        if (held == null) {
            throw new FencedException("another process does the job '" + job.name() + "'");
        }
        return held;
    }

    /** The fence, if this process does the job as far as is known; for what goes on beside the steps. */
    public Optional<Fence> fence() {
        return Optional.ofNullable(fence);
    }

    /** A write under this fence was refused. */
    public void forget(Fence refused) {
        synchronized (this) {
            if (refused.equals(fence)) {
                refused();
            }
        }
    }

    private void refused() {
        fence = null;
        refusedAtLook = cores.looks();
        cores.refused();
    }

    /** The end of the present step is the end of the lease. */
    void handOver() {
        handOver = true;
    }

    /** Wraps a loop's step so that it runs only while the lease is held. */
    public Loop.Step guard(Loop.Step step) {
        return guard(step, () -> {});
    }

    /**
     * Wraps a loop's step so that it runs only while the lease is held.
     *
     * @param lost runs on the loop's thread when the lease is not held any more, before it may be taken again: forgets what was
     *     known, and stops what goes on beside the steps
     */
    public Loop.Step guard(Loop.Step step, Runnable lost) {
        return () -> {
            Fence held = fence;
            if (held != null && cores.lost(held)) {
                LOG.atDebug().addKeyValue("ns", job.namespace()).log("{} is done elsewhere by now", job.name());
                fence = null;
            }
            if (handOver) {
                giveUp(lost);
            }
            if (fence == null) {
                end(lost);
                if (!take()) {
                    return cores.pause(job);
                }
            }
            return run(step, lost);
        };
    }

    private Duration run(Loop.Step step, Runnable lost) throws InterruptedException {
        begun = true;
        try {
            Duration pause = step.run();
            return cores.sharing() && pause.compareTo(Cores.POLL) > 0 ? Cores.POLL : pause;
        } catch (FencedException gone) {
            LOG.atDebug().addKeyValue("ns", job.namespace()).log("{} steps back: {}", job.name(), gone.getMessage());
            refused();
            end(lost);
            return RETRY;
        }
    }

    private void giveUp(Runnable lost) {
        end(lost);
        release();
        LOG.atDebug().addKeyValue("ns", job.namespace()).log("{} is handed over", job.name());
    }

    private void end(Runnable lost) {
        if (begun) {
            begun = false;
            lost.run();
        }
    }

    private boolean take() {
        if (!cores.single() && refusedAtLook == cores.looks() || !cores.mayTake(job)) {
            return false;
        }
        Fence taken = cores.acquire(job).orElse(null);
        if (taken != null && !cores.single()) {
            LOG.atDebug()
                    .addKeyValue("ns", job.namespace())
                    .log("{} is done here, epoch {}", job.name(), taken.epoch());
        }
        fence = taken;
        return taken != null;
    }

    /** Gives the lease back, so that another process need not wait until it lapses. */
    public void release() {
        cores.surrender(List.of(this));
    }

    /** Forgets the fence; whoever asks gives it back. */
    Optional<Fence> surrender() {
        synchronized (this) {
            Fence held = fence;
            fence = null;
            handOver = false;
            return Optional.ofNullable(held);
        }
    }
}
