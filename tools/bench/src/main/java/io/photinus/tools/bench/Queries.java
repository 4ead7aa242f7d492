package io.photinus.tools.bench;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.photinus.tools.bench.wire.HttpPool;
import io.photinus.tools.bench.wire.Wire;
import io.photinus.tools.client.Member;
import java.util.ArrayList;
import java.util.List;

/** Asks the members in turn, every kind of query as often as every other. */
final class Queries implements Work {
    static final String ANSWERED = "answered";

    private final Wire wire;
    private final Tally tally;
    private final List<String> kinds;
    /** By member and kind: ready requests. */
    private final List<List<List<byte[]>>> requests;

    private final List<HttpPool> pools;

    Queries(Wire wire, List<Member> members, Options options, Tally tally) {
        this.wire = wire;
        this.tally = tally;
        List<QueryMix.Kind> mix = QueryMix.of(members.get(0), options.topics());
        this.kinds = mix.stream().map(QueryMix.Kind::name).toList();
        this.requests = new ArrayList<>();
        for (Member member : members) {
            requests.add(mix.stream()
                    .map(kind -> kind.paths().stream()
                            .map(path -> Requests.get(member, path))
                            .toList())
                    .toList());
        }
        this.pools = members.stream()
                .map(member -> new HttpPool(wire, member.node(), options.connections()))
                .toList();
    }

    @Override
    public void begin(long number, long due) {
        tally.due(number, due);
        int kind = (int) (number % kinds.size());
        long turn = number / kinds.size();
        int member = (int) (turn % pools.size());
        List<byte[]> ready = requests.get(member).get(kind);
        pools.get(member).send(new Asking(number, due, kind, ready.get((int) (turn / pools.size() % ready.size()))));
    }

    private final class Asking implements HttpPool.Exchange {
        private final long number;
        private final long due;
        private final int kind;
        private final byte[] request;

        private Asking(long number, long due, int kind, byte[] request) {
            this.number = number;
            this.due = due;
            this.kind = kind;
            this.request = request;
        }

        @Override
        public ByteBuf request(ByteBufAllocator memory) {
            return memory.buffer(request.length).writeBytes(request);
        }

        @Override
        public void answered(int status, String text) {
            if (status == 200) {
                long now = wire.now();
                tally.latency(kinds.get(kind), due, now);
                tally.reported(0, number, now);
            } else {
                tally.refused(number, kinds.get(kind) + ": status " + status + " " + text);
            }
        }
    }

    @Override
    public void requireHealthy() {
        Broadcast.requireConnected(wire, pools);
    }

    @Override
    public void close() {
        wire.run(() -> pools.forEach(HttpPool::close));
    }
}
