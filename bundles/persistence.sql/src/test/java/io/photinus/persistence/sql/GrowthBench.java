package io.photinus.persistence.sql;

import io.photinus.database.sqlite3.Sqlite3TestDatabase;
import io.photinus.persistence.EventRepository.NewEvent;
import io.photinus.persistence.MessageRepository.NewMessage;
import io.photinus.persistence.MessageRepository.ReadyMessage;
import io.photinus.persistence.MessageRepository.Verdict;
import io.photinus.persistence.Store;
import io.photinus.tools.postgres.PostgresServer;
import io.photinus.types.BatchPersisted;
import io.photinus.types.Data;
import io.photinus.types.DataRef;
import io.photinus.types.Hash;
import io.photinus.types.Message;
import io.photinus.types.MessageState;
import io.photinus.types.Pin;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Not a test: what a message costs on its way through the store when few and when many are stored. Arguments: {@code
 * postgres} or a directory for SQLite files; the numbers of stored messages, of which the first is what the others are
 * compared with, usually {@code 1000 1000000}. -Drounds is how many sets of 100 messages are sent; with -Dpause it waits
 * for a line before it sends them, so that the machine can come to rest.
 */
public final class GrowthBench {
    private static final int SET = 100;
    private static final int ROUNDS = Integer.getInteger("rounds", 60);
    private static final int WARM_UP = 20;

    private final Store store;
    private final Samples samples = new Samples("ns");
    private final Map<String, Long> nanos = new LinkedHashMap<>();
    private long cursor;
    private boolean warm;

    private GrowthBench(Store store) {
        this.store = store;
    }

    public static void main(String[] args) throws Exception {
        // Once for the compiler, which would make the first size look dear.
        open(args[0], "0", Long.parseLong(args[1]));
        Map<String, Long> base = new LinkedHashMap<>();
        for (int i = 1; i < args.length; i++) {
            long stored = Long.parseLong(args[i]);
            Map<String, Long> costs = open(args[0], String.valueOf(i), stored);
            costs.forEach(base::putIfAbsent);
            costs.forEach((trip, cost) -> System.out.printf(
                    "%,12d stored  %-28s %8.1f us per message  x%.2f%n",
                    stored, trip, cost / 1e3 / ROUNDS / SET, cost / (double) base.get(trip)));
        }
    }

    private static Map<String, Long> open(String where, String name, long stored) throws Exception {
        if (where.equals("postgres")) {
            try (PostgresServer server = PostgresServer.temporary().start();
                    TestDatabase database = new PostgresTestDatabase(PostgresTestDatabase.freshUrl(server))) {
                return measure(database, stored);
            }
        }
        try (TestDatabase database = new Sqlite3TestDatabase(Files.createDirectories(Path.of(where, name)))) {
            return measure(database, stored);
        }
    }

    private static Map<String, Long> measure(TestDatabase database, long stored) throws Exception {
        long start = System.nanoTime();
        new Filler(database.plugin().dialect(), "ns", stored)
                .fill(database.plugin().writer());
        System.out.printf("%,12d stored  in %.1f s%n", stored, (System.nanoTime() - start) / 1e9);
        if (Boolean.getBoolean("pause")) {
            System.in.read();
        }
        try (Store store = StoreContract.openStore(database, SqlStore.Limits.USUAL)) {
            GrowthBench bench = new GrowthBench(store);
            bench.cursor = store.<Long>read(r -> r.events().highest("ns"));
            bench.drain();
            for (int round = 0; round < WARM_UP; round++) {
                bench.round();
            }
            bench.warm = true;
            for (int round = 0; round < ROUNDS; round++) {
                bench.round();
            }
            long total =
                    bench.nanos.values().stream().mapToLong(Long::longValue).sum();
            bench.nanos.put("all", total);
            return bench.nanos;
        }
    }

    /** Takes what the filler left in the outbox. */
    private void drain() {
        store.<Object>write(null, tx -> {
            tx.messages().seal("ns", tx.messages().ready("ns", 1_000_000));
            return null;
        });
    }

    private <T> T timed(String trip, java.util.function.Supplier<T> work) {
        long start = System.nanoTime();
        T result = work.get();
        if (warm) {
            nanos.merge(trip, System.nanoTime() - start, Long::sum);
        }
        return result;
    }

    private void round() {
        List<Data> data = new ArrayList<>();
        List<NewMessage> messages = new ArrayList<>();
        Map<UUID, UUID> carriers = new LinkedHashMap<>();
        for (int i = 0; i < SET; i++) {
            Data item = samples.data(UUID.randomUUID());
            Message message = samples.message(
                    UUID.randomUUID(),
                    "broadcast",
                    "orders",
                    "tag",
                    MessageState.READY,
                    UUID.randomUUID().toString(),
                    new DataRef(item.id(), item.hash()));
            data.add(item);
            carriers.put(item.id(), message.id());
            messages.add(new NewMessage(message, 1500, Set.of(item.id())));
        }
        timed(
                "insert messages and data",
                () -> store.<Object>write(null, tx -> {
                    tx.data().insertCarried("ns", data, carriers);
                    return tx.messages().insert("ns", messages);
                }));
        List<ReadyMessage> ready =
                timed("ready", () -> store.read(r -> r.messages().ready("ns", SET)));
        timed(
                "read for the batch",
                () -> store.read(r -> {
                    List<UUID> ids = ready.stream().map(ReadyMessage::id).toList();
                    r.messages().findAll("ns", ids);
                    return r.data().findAll("ns", carriers.keySet());
                }));
        UUID batch = UUID.randomUUID();
        UUID transaction = UUID.randomUUID();
        BatchPersisted row = BatchContract.batch(batch, "ns");
        timed(
                "seal",
                () -> store.<Object>write(null, tx -> {
                    tx.messages().seal("ns", ready);
                    return tx.batches().insert("ns", row, "x".repeat(50_000));
                }));
        List<UUID> ids = ready.stream().map(ReadyMessage::id).toList();
        timed(
                "sent",
                () -> store.<Object>write(null, tx -> {
                    tx.messages().sent("ns", ids, batch, transaction);
                    return null;
                }));
        Hash context = Hash.sha256(batch.toString());
        timed(
                "pin",
                () -> store.<Object>write(null, tx -> {
                    List<Pin> pins = new ArrayList<>();
                    for (int i = 0; i < SET; i++) {
                        pins.add(samples.pin(context, batch, i));
                    }
                    tx.pins().insert("ns", pins);
                    return null;
                }));
        timed(
                "read pins",
                () -> store.read(r -> {
                    r.pins().firstUndispatched("ns", List.of(context));
                    return r.pins().undispatched("ns", 0, 200);
                }));
        timed(
                "settle",
                () -> store.<Object>write(null, tx -> {
                    tx.messages()
                            .settle(
                                    "ns",
                                    ids.stream()
                                            .map(id ->
                                                    new Verdict(id, MessageState.CONFIRMED, null, batch, transaction))
                                            .toList(),
                                    Samples.TIME);
                    tx.pins().dispatched("ns", batch, 0, SET);
                    tx.batches().confirm("ns", List.of(batch), Samples.TIME);
                    List<NewEvent> events = ids.stream().map(Samples::event).toList();
                    tx.events().append("ns", events);
                    return null;
                }));
        timed(
                "events after",
                () -> store.read(r -> {
                    var events = r.events().after("ns", cursor, SET);
                    cursor = events.get(events.size() - 1).sequence();
                    return events;
                }));
    }
}
