package io.photinus.persistence.sql;

import io.photinus.persistence.Fence;
import io.photinus.persistence.Repositories;
import io.photinus.persistence.Store;
import io.photinus.plugin.database.DatabasePlugin;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every contract test stands on: one store on a real database per class, one namespace of its own per test. A dialect
 * runs the contracts by extending them and naming its database.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class StoreContract {
    private static final AtomicInteger NAMESPACES = new AtomicInteger();

    TestDatabase database;
    Store store;
    /** What everybody else can see. */
    Repositories committed;

    String ns;
    String otherNs;
    Samples samples;

    abstract TestDatabase open(Path directory);

    @BeforeAll
    void openStore(@TempDir Path directory) {
        database = open(directory);
        store = openStore(database, SqlStore.Limits.USUAL);
        committed = Committed.of(store);
    }

    static Store openStore(TestDatabase on, SqlStore.Limits limits) {
        DatabasePlugin plugin = on.plugin();
        return new SqlStore("test", plugin.writer(), plugin.reader(), plugin.dialect(), plugin.singleWriter(), limits);
    }

    @AfterAll
    void closeStore() {
        store.close();
        database.close();
    }

    @BeforeEach
    void freshNamespace() {
        ns = "ns" + NAMESPACES.incrementAndGet();
        otherNs = ns + "other";
        samples = new Samples(ns);
    }

    <T> T write(Store.Work<T> work) {
        return store.write(null, work);
    }

    void run(Consumer<Store.Transaction> work) {
        run(null, work);
    }

    void run(Fence fence, Consumer<Store.Transaction> work) {
        store.<Object>write(fence, tx -> {
            work.accept(tx);
            return null;
        });
    }

    /** What a future holds, or what it failed with, within bounded time. */
    static <T> T await(CompletableFuture<T> future) throws Throwable {
        try {
            return future.get(20, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            throw failed.getCause();
        } catch (TimeoutException late) {
            throw new AssertionError("nothing happened within 20 s", late);
        }
    }
}
