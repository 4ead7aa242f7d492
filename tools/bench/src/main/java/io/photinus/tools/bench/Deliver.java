package io.photinus.tools.bench;

import io.photinus.tools.bench.wire.EventFeed;
import io.photinus.tools.bench.wire.Wire;
import io.photinus.tools.client.Answer;
import io.photinus.tools.client.CannotGoOn;
import io.photinus.tools.client.Member;
import io.photinus.tools.client.Waiting;
import io.photinus.types.json.Json;
import io.photinus.types.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.HdrHistogram.Histogram;

/**
 * Has stored events delivered to one durable subscription, from the oldest on, again and again: in batches, and then one event
 * at a time, each acknowledged before the next. A pass that is longer than the time left is cut.
 */
final class Deliver {
    private static final JsonObject FILTER =
            JsonObject.empty().with("events", "^message_confirmed$").with("topic", "^bench-");
    private static final int READ_AHEAD = 500;
    /** After the last event of a pass: a second copy would come now. */
    private static final int QUIET_MILLIS = 100;

    private static final int POLL_MILLIS = 10;
    private static final long STUCK_NANOS = Duration.ofSeconds(60).toNanos();

    private final Wire wire;
    private final Member member;
    private final Options options;
    private final Gauges gauges;
    private final String run = "bench-" + Long.toString(System.nanoTime(), Character.MAX_RADIX) + "-";
    private int passes;

    Deliver(Wire wire, Member member, Options options, Gauges gauges) {
        this.wire = wire;
        this.member = member;
        this.options = options;
        this.gauges = gauges;
    }

    List<Measured> measure(int warmup) {
        return List.of(
                measure(
                        "deliver in batches",
                        warmup,
                        JsonObject.empty().with("batch", true).with("readAhead", READ_AHEAD)),
                measure("deliver in lockstep", warmup, JsonObject.empty().with("readAhead", 0)));
    }

    private Measured measure(String name, int warmup, JsonObject mode) {
        Bench.say("Warming up for " + warmup + " s: " + name + " …");
        repeat(mode, warmup);
        Bench.say("Measuring for " + options.seconds() + " s …");
        Gauges.Reading before = gauges.read();
        Sums sums = repeat(mode, options.seconds());
        Gauges.Reading after = gauges.read();
        OptionalDouble statements = Gauges.statements(before, after);
        return new Measured(
                name,
                "event",
                sums.seconds,
                sums.events,
                Map.of("delivered", sums.seconds == 0 ? 0 : sums.events / sums.seconds),
                Map.of("between frames", sums.between),
                new Faults(0, sums.lost, sums.doubled, 0, ""),
                gauges.used(before, after),
                statements,
                List.of());
    }

    private static final class Sums {
        private double seconds;
        private long events;
        private long lost;
        private long doubled;
        private final Histogram between = new Histogram(600_000_000, 3);
    }

    private Sums repeat(JsonObject mode, int seconds) {
        Sums sums = new Sums();
        long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
        while (System.nanoTime() - end < 0) {
            pass(mode, end, sums);
        }
        return sums;
    }

    private void pass(JsonObject mode, long end, Sums sums) {
        long expected = Stock.count(member, "");
        String name = run + passes++;
        Answer created = member.mustPost(
                "subscriptions",
                Json.write(JsonObject.empty()
                        .with("name", name)
                        .with("transport", "websockets")
                        .with("filter", FILTER)
                        .with("options", mode.with("firstEvent", "oldest"))));
        try {
            Delivered delivered = new Delivered(wire.now(), sums.between);
            JsonObject start =
                    JsonObject.empty().with("namespace", member.namespace()).with("name", name);
            try (EventFeed feed =
                    EventFeed.open(wire, member.node(), start, frame -> delivered.take(frame, wire.now()))) {
                await(feed, delivered, expected, end);
            }
            sums.seconds += delivered.seconds();
            sums.events += delivered.events();
            sums.doubled += delivered.doubled();
            long stored = delivered.events() == expected ? expected : storedUpTo(delivered.last());
            sums.lost += Math.max(0, stored - delivered.events());
        } finally {
            member.mustDelete("subscriptions/" + created.object().string("id"));
        }
    }

    private long storedUpTo(long sequence) {
        return sequence < 0 ? 0 : Stock.count(member, "&sequence=%3C%3D" + sequence);
    }

    private void await(EventFeed feed, Delivered delivered, long expected, long end) {
        while (wire.call(delivered::events) < expected && System.nanoTime() - end < 0) {
            feed.requireHealthy();
            if (System.nanoTime() - wire.call(delivered::lastAt) > STUCK_NANOS) {
                throw new CannotGoOn("No event came for a minute; " + wire.call(delivered::events) + " of " + expected
                        + " were delivered");
            }
            Waiting.pause(POLL_MILLIS);
        }
        if (System.nanoTime() - end < 0) {
            Waiting.pause(QUIET_MILLIS);
        }
    }
}
