package io.photinus.tools.bench;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.photinus.tools.bench.wire.EventFeed;
import io.photinus.tools.bench.wire.Frames;
import io.photinus.tools.bench.wire.HttpPool;
import io.photinus.tools.bench.wire.Wire;
import io.photinus.tools.client.CannotGoOn;
import io.photinus.tools.client.Member;
import io.photinus.tools.client.Waiting;
import io.photinus.types.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Broadcasts to the members in turn. A message is accepted with the answer to its request, and confirmed when a subscription at
 * every member has brought its event.
 */
final class Broadcast implements Work {
    static final String ACCEPTED = "accepted";
    static final String CONFIRMED = "confirmed";

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int READ_AHEAD = 500;
    private static final String PATH = "messages/broadcast";

    private final Wire wire;
    private final List<Member> members;
    private final Tally tally;
    /** Tells the messages of this run from all others; in the tag, since an event comes before the answer that tells the id. */
    private final String run = "bench-" + Long.toString(System.nanoTime(), Character.MAX_RADIX) + "-";

    private final Requests requests;
    private final List<byte[]> heads;
    private final List<HttpPool> pools;
    private final List<EventFeed> feeds = new ArrayList<>();
    private final boolean[] probed;

    /** Subscribes and waits until every subscription is live. */
    Broadcast(Wire wire, List<Member> members, Options options, Tally tally) {
        this.wire = wire;
        this.members = members;
        this.tally = tally;
        this.requests = new Requests(run, options.size(), options.topics());
        this.heads =
                members.stream().map(member -> Requests.postHead(member, PATH)).toList();
        this.pools = members.stream()
                .map(member -> new HttpPool(wire, member.node(), options.connections()))
                .toList();
        this.probed = new boolean[members.size()];
        for (int i = 0; i < members.size(); i++) {
            int member = i;
            feeds.add(EventFeed.open(wire, members.get(i).node(), start(members.get(i)), frame -> take(member, frame)));
        }
        probe();
    }

    private JsonObject start(Member member) {
        return JsonObject.empty()
                .with("namespace", member.namespace())
                .with("ephemeral", true)
                .with(
                        "filter",
                        JsonObject.empty()
                                .with("events", "^message_confirmed$")
                                .with("message", JsonObject.empty().with("tag", "^" + run)))
                .with(
                        "options",
                        JsonObject.empty()
                                .with("firstEvent", "newest")
                                .with("batch", true)
                                .with("readAhead", READ_AHEAD));
    }

    private void take(int member, String frame) {
        long now = wire.now();
        Frames.numbersAfter(frame, "\"tag\":\"" + run, number -> {
            if (number < 0) {
                probed[member] = true;
            } else {
                tally.reported(member, number, now);
            }
        });
    }

    /** Nothing answers a start, so messages are sent until each subscription has brought one. */
    private void probe() {
        int[] count = {0};
        Waiting.until("The confirmation of a first message on all members", LIMIT, () -> {
            String tag = run + "p" + count[0]++;
            members.get(0)
                    .mustPost(
                            PATH + "?confirm=true",
                            "{\"header\":{\"tag\":\"" + tag + "\"},\"data\":[{\"value\":\"" + tag + "\"}]}");
            requireHealthy();
            return wire.call(() -> {
                boolean all = true;
                for (boolean one : probed) {
                    all &= one;
                }
                return all;
            });
        });
    }

    @Override
    public void begin(long number, long due) {
        tally.due(number, due);
        int member = (int) (number % members.size());
        pools.get(member).send(new Sending(number, due, heads.get(member)));
    }

    private final class Sending implements HttpPool.Exchange {
        private final long number;
        private final long due;
        private final byte[] head;

        private Sending(long number, long due, byte[] head) {
            this.number = number;
            this.due = due;
            this.head = head;
        }

        @Override
        public ByteBuf request(ByteBufAllocator memory) {
            return requests.broadcast(memory, head, number);
        }

        @Override
        public void answered(int status, String text) {
            if (status == 202) {
                tally.step(ACCEPTED, due, wire.now());
            } else {
                tally.refused(number, "status " + status + " " + text);
            }
        }
    }

    @Override
    public void requireHealthy() {
        feeds.forEach(EventFeed::requireHealthy);
        requireConnected(wire, pools);
    }

    static void requireConnected(Wire wire, List<HttpPool> pools) {
        for (HttpPool pool : pools) {
            String problem = wire.call(() -> String.valueOf(pool.problem()));
            if (!"null".equals(problem)) {
                throw new CannotGoOn("The load cannot be put on: " + problem);
            }
        }
    }

    @Override
    public void close() {
        feeds.forEach(EventFeed::close);
        wire.run(() -> pools.forEach(HttpPool::close));
    }
}
