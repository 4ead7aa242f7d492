package io.photinus.engine.network;

import io.photinus.engine.work.NamespaceContext;
import io.photinus.engine.work.Remembered;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Resolves key references to canonical keys. What the plugin said once is kept in memory and in the database, so that
 * messages can be accepted while the ledger plugin is away. Thread-safe.
 */
public final class Keys {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final NamespaceContext context;
    private final Remembered<String, String> known = new Remembered<>(1000);
    private volatile String verifierType = "";

    public Keys(NamespaceContext context) {
        this.context = context;
    }

    /** Completes with the canonical key, or fails as {@link io.photinus.namespaces.Slot#call} does. */
    public CompletableFuture<String> resolve(String reference) {
        Optional<String> cached = known.get(reference);
        if (cached.isPresent()) {
            return CompletableFuture.completedFuture(cached.get());
        }
        Optional<String> stored = context.store().read(store -> store.cursors().get(context.name(), cursor(reference)));
        if (stored.isPresent()) {
            known.put(reference, stored.get());
            return CompletableFuture.completedFuture(stored.get());
        }
        return context.slots()
                .blockchain()
                .call(plugin -> plugin.resolveKey(reference, true), LIMIT)
                .thenCompose(key -> context.store().submit(null, tx -> {
                    tx.cursors().set(context.name(), cursor(reference), key);
                    return key;
                }))
                .thenApply(key -> {
                    known.put(reference, key);
                    return key;
                });
    }

    private String cursor(String reference) {
        return "key:" + context.slots().blockchain().name() + ":" + reference;
    }

    /** The verifier type of the ledger's keys; remembered while the plugin is away. */
    public String verifierType() {
        String type = verifierType;
        if (type.isEmpty()) {
            type = context.slots()
                    .blockchain()
                    .plugin()
                    .map(plugin -> plugin.verifierType())
                    .or(() -> context.store().read(store -> store.cursors().get(context.name(), "verifiertype")))
                    .orElse("");
            if (!type.isEmpty()) {
                String found = type;
                verifierType = found;
                context.store().write(null, tx -> {
                    tx.cursors().set(context.name(), "verifiertype", found);
                    return found;
                });
            }
        }
        return type;
    }
}
