package io.photinus.persistence.sql;

import io.photinus.database.sqlite3.Sqlite3TestDatabase;
import io.photinus.persistence.Store;
import io.photinus.persistence.StoreStatistics;
import io.photinus.tools.postgres.PostgresServer;
import io.photinus.types.Data;
import io.photinus.types.DataRef;
import io.photinus.types.Hash;
import io.photinus.types.Message;
import io.photinus.types.MessageState;
import io.photinus.types.ValidatorType;
import io.photinus.types.json.RawJson;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Not a test: how many units of one message and one data item a second. Arguments: directory for a SQLite file, or {@code
 * postgres} for a new server that syncs its disk; threads, seconds, size of sets; -Dordered=true for ids that grow with
 * time, -Devents=true for an event with each message.
 */
public final class ThroughputBench {
    private ThroughputBench() {}

    public static void main(String[] args) throws Exception {
        int threads = Integer.parseInt(args[1]);
        int seconds = Integer.parseInt(args[2]);
        int set = args.length > 3 ? Integer.parseInt(args[3]) : 1;
        if (args[0].equals("postgres")) {
            try (PostgresServer server = PostgresServer.temporary().start();
                    TestDatabase database = new PostgresTestDatabase(PostgresTestDatabase.freshUrl(server))) {
                rounds(database, threads, seconds, set);
            }
        } else {
            try (TestDatabase database = new Sqlite3TestDatabase(Files.createDirectories(Path.of(args[0])))) {
                rounds(database, threads, seconds, set);
            }
        }
    }

    private static void rounds(TestDatabase database, int threads, int seconds, int set) throws Exception {
        try (Store store = StoreContract.openStore(database, SqlStore.Limits.USUAL)) {
            for (int round = 0; round < 4; round++) {
                round(store, threads, seconds, set);
            }
        }
    }

    private static void round(Store store, int threads, int seconds, int set) throws Exception {
        Samples samples = new Samples("ns");
        RawJson value = RawJson.of("x".repeat(1000));
        StoreStatistics before = store.statistics();
        AtomicLong units = new AtomicLong();
        CountDownLatch done = new CountDownLatch(threads);
        long start = System.nanoTime();
        long end = start + seconds * 1_000_000_000L;
        long cpu = cpu();
        for (int t = 0; t < threads; t++) {
            new Thread(() -> {
                        while (System.nanoTime() < end) {
                            insert(store, samples, value, set);
                            units.incrementAndGet();
                        }
                        done.countDown();
                    })
                    .start();
        }
        done.await();
        double time = (System.nanoTime() - start) / 1e9;
        StoreStatistics after = store.statistics();
        System.out.printf(
                "%.0f units/s, %.0f messages/s, %.1f units per commit, %.2f statements per unit, %.3f cpu ms per message%n",
                units.get() / time,
                units.get() * set / time,
                (after.units() - before.units()) / (double) (after.commits() - before.commits()),
                (after.statements() - before.statements()) / (double) units.get(),
                (cpu() - cpu) / 1e6 / (units.get() * set));
    }

    private static final boolean ORDERED = Boolean.getBoolean("ordered");
    private static final boolean EVENTS = Boolean.getBoolean("events");

    private static UUID id() {
        UUID random = UUID.randomUUID();
        return ORDERED
                ? new UUID(
                        System.currentTimeMillis() << 16 | 0x7000 | random.getMostSignificantBits() & 0xfff,
                        random.getLeastSignificantBits())
                : random;
    }

    private static long cpu() {
        return ((com.sun.management.OperatingSystemMXBean)
                        java.lang.management.ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private static void insert(Store store, Samples samples, RawJson value, int set) {
        List<Data> data = new java.util.ArrayList<>();
        List<io.photinus.persistence.MessageRepository.NewMessage> messages = new java.util.ArrayList<>();
        for (int i = 0; i < set; i++) {
            UUID id = id();
            Hash hash = Hash.sha256("x");
            data.add(new Data(id, ValidatorType.JSON, "ns", hash, Samples.TIME, null, value, null, null));
            Message message = samples.message(
                    id(), "broadcast", "orders", "tag", MessageState.READY, null, new DataRef(id, hash));
            messages.add(Samples.item(message));
        }
        store.write(null, tx -> {
            tx.data().insert("ns", data);
            if (EVENTS) {
                tx.events()
                        .append(
                                "ns",
                                messages.stream()
                                        .map(item ->
                                                Samples.event(item.message().id()))
                                        .toList());
            }
            return tx.messages().insert("ns", messages);
        });
    }
}
