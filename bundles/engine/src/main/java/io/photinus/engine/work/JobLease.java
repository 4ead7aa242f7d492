package io.photinus.engine.work;

import io.photinus.loop.Loop;
import io.photinus.persistence.Fence;
import io.photinus.persistence.FencedException;
import io.photinus.persistence.Store;
import io.photinus.persistence.StoreUnavailableException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The lease of one job: taken when it is first needed, forgotten when a write finds it lost. Thread-safe. */
public final class JobLease {
    private static final Logger LOG = LoggerFactory.getLogger(JobLease.class);

    private final Store store;
    private final String namespace;
    private final String job;
    private final String process;
    private final Duration timeToLive;
    private volatile @Nullable Fence fence;

    /**
     * @param timeToLive how long a silent owner keeps its leases; zero where this process is the only one
     */
    public JobLease(Store store, String namespace, String job, String process, Duration timeToLive) {
        this.store = store;
        this.namespace = namespace;
        this.job = job;
        this.process = process;
        this.timeToLive = timeToLive;
    }

    /**
     * The fence to write under.
     *
     * @throws FencedException while another process does this job
     */
    public Fence require() {
        Fence held = fence;
        if (held != null) {
            return held;
        }
        Fence taken = store.write(null, tx -> tx.leases().acquire(namespace, job, process, timeToLive))
                .orElseThrow(() -> new FencedException("another process does the job '" + job + "'"));
        fence = taken;
        return taken;
    }

    /** Wraps a loop's step so that a lost lease is noticed. */
    public Loop.Step guard(Loop.Step step) {
        return () -> {
            try {
                require();
                return step.run();
            } catch (FencedException lost) {
                fence = null;
                throw lost;
            }
        };
    }

    /** Gives the lease back, so that another process need not wait until it lapses. */
    public void release() {
        Fence held = fence;
        fence = null;
        if (held == null) {
            return;
        }
        try {
            store.write(null, tx -> {
                tx.leases().release(held);
                return held;
            });
        } catch (StoreUnavailableException away) {
            LOG.atDebug().setCause(away).log("the lease of {} is left to lapse", job);
        }
    }
}
