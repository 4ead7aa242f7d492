package io.photinus.engine.work;

import io.photinus.loop.BackOff;
import io.photinus.loop.Doorbell;
import io.photinus.loop.Loop;
import io.photinus.persistence.Store;
import java.time.Duration;

/** Shows once a second that this process lives; whoever falls silent loses its leases. */
public final class Heartbeat implements AutoCloseable {
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final BackOff BACK_OFF = new BackOff(Duration.ofMillis(100), INTERVAL, 2);

    private final Loop loop;

    public Heartbeat(Store store, String namespace, String process) {
        this.loop = new Loop("photinus-" + namespace + "-heartbeat", new Doorbell(), BACK_OFF, () -> {
            store.write(null, tx -> {
                tx.leases().heartbeat(process);
                return process;
            });
            return INTERVAL;
        });
    }

    public void start() {
        loop.start();
    }

    @Override
    public void close() {
        loop.close();
    }
}
