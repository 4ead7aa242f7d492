package io.photinus.tools.bench;

import io.photinus.tools.bench.wire.Wire;
import io.photinus.tools.client.CannotGoOn;
import io.photinus.tools.client.Member;
import io.photinus.tools.client.Waiting;
import java.time.Duration;
import java.util.List;

/** The messages that must be stored before they can be delivered or asked for. */
final class Stock {
    /** What the stored events have in common, in the query language. */
    static final String EVENTS = "events?type=message_confirmed&topic=%5Ebench-&count=true&limit=1";

    private static final Duration LIMIT = Duration.ofHours(6);
    private static final int WORKERS = 500;

    private Stock() {}

    static long count(Member member, String more) {
        Long total = member.mustGet(EVENTS + more).object().integer("total");
        if (total == null) {
            throw new CannotGoOn("The node at " + member.node() + " does not count events");
        }
        return total;
    }

    /** Sends what lacks, and waits until all members have it. */
    static void fill(Wire wire, List<Member> members, Options options) {
        long lack = options.messages() - count(members.get(0), "");
        if (lack <= 0) {
            return;
        }
        Bench.say("Storing " + lack + " messages …");
        Load load = new Load(wire, 0, WORKERS, lack);
        Tally tally = new Tally(members.size(), Broadcast.CONFIRMED, load::finished);
        try (Work work = new Broadcast(wire, members, options, tally)) {
            wire.run(() -> load.start(work::begin));
            Waiting.until("The confirmation of the messages to be stored", LIMIT, () -> {
                work.requireHealthy();
                return wire.call(() -> load.begun() == lack && tally.open() == 0);
            });
        }
        Faults faults = wire.call(tally::faults);
        if (!faults.none()) {
            throw new CannotGoOn("The messages could not be stored: " + faults);
        }
    }
}
