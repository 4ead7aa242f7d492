package io.photinus.testkit;

import io.photinus.plugin.sharedstorage.SharedStoragePlugin;
import io.photinus.types.Hash;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** Shared storage in memory, whose content a test can replace, and which can be away. Thread-safe. */
public final class MemoryStorage implements SharedStoragePlugin {
    private final Map<String, byte[]> content = new ConcurrentHashMap<>();
    private volatile boolean away;

    /** While away, every call fails. */
    public void away(boolean now) {
        away = now;
    }

    /** Puts any content behind a reference, as an attacker with access to the store would. */
    public void put(String reference, byte[] bytes) {
        content.put(reference, bytes);
    }

    /** Everything that was stored, by reference. */
    public Map<String, byte[]> content() {
        return Map.copyOf(content);
    }

    @Override
    public CompletionStage<String> upload(InputStream stream) {
        if (away) {
            return CompletableFuture.failedFuture(new IOException("the storage is away"));
        }
        try (stream) {
            byte[] bytes = stream.readAllBytes();
            String reference = "memory-" + Hash.sha256(bytes);
            content.put(reference, bytes);
            return CompletableFuture.completedFuture(reference);
        } catch (IOException failed) {
            return CompletableFuture.failedFuture(failed);
        }
    }

    @Override
    public CompletionStage<InputStream> download(String reference) {
        byte[] bytes = content.get(reference);
        return away || bytes == null
                ? CompletableFuture.failedFuture(new IOException("nothing is there for " + reference))
                : CompletableFuture.completedFuture(new ByteArrayInputStream(bytes));
    }
}
