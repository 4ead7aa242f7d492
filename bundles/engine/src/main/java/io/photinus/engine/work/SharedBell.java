package io.photinus.engine.work;

import io.photinus.loop.Doorbell;

/** A doorbell that also rings in the other processes that share the database. Thread-safe. */
public final class SharedBell extends Doorbell {
    private final Runnable elsewhere;

    /** @param elsewhere tells the others; must be quick and must not fail */
    SharedBell(Runnable elsewhere) {
        this.elsewhere = elsewhere;
    }

    /** For what is committed: whoever does the job is rung, whichever process that is. */
    @Override
    public void ring() {
        ringHere();
        elsewhere.run();
    }

    /** For what concerns this process only. */
    public void ringHere() {
        super.ring();
    }
}
