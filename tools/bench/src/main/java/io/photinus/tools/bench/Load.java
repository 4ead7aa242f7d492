package io.photinus.tools.bench;

import io.photinus.tools.bench.wire.Clock;

/**
 * Decides when each action begins. The open loop has a time at which each is due; one that begins late, because everything is
 * slow, is late, so slowness cannot hide itself. The closed loop keeps a number of actions under way; one is due when one before
 * it is done. Only for the wire's thread.
 */
final class Load {
    private static final long SECOND = 1_000_000_000;

    /** What is to be done. */
    interface Action {
        /** @param due a time of the clock; what is measured starts there */
        void begin(long number, long due);
    }

    private final Clock clock;
    private final int rate;
    private final long limit;
    private Action action = (number, due) -> {};
    private long started;
    private long next;
    private int free;
    private boolean running;
    private boolean filling;

    /**
     * @param rate actions a second; 0 for a closed loop
     * @param workers actions of a closed loop that are under way at a time
     * @param limit how many actions there are
     */
    Load(Clock clock, int rate, int workers, long limit) {
        this.clock = clock;
        this.rate = rate;
        this.free = workers;
        this.limit = limit;
    }

    void start(Action begins) {
        action = begins;
        running = true;
        started = clock.now();
        if (rate > 0) {
            beginWhatIsDue();
        } else {
            fill();
        }
    }

    private void beginWhatIsDue() {
        // All at once after a pause: their time has run since they were due.
        while (running && next < limit && due(next) - clock.now() <= 0) {
            long number = next++;
            action.begin(number, due(number));
        }
        if (running && next < limit) {
            clock.after(due(next) - clock.now(), this::beginWhatIsDue);
        }
    }

    private long due(long number) {
        // Seconds apart from the rest: the product alone would overflow in a day.
        return started + number / rate * SECOND + number % rate * SECOND / rate;
    }

    /** An action is done, so a closed loop may begin another. */
    void finished() {
        if (rate == 0) {
            free++;
            fill();
        }
    }

    private void fill() {
        // An action may be done before its beginning returns.
        if (filling) {
            return;
        }
        filling = true;
        while (running && free > 0 && next < limit) {
            free--;
            action.begin(next++, clock.now());
        }
        filling = false;
    }

    /** How many have begun. */
    long begun() {
        return next;
    }

    /** Begins no more. */
    void stop() {
        running = false;
    }
}
