package io.photinus.engine.work;

import io.photinus.namespaces.NamespaceSettings;
import io.photinus.namespaces.Slots;
import io.photinus.persistence.Store;
import io.photinus.types.Ids;
import io.photinus.types.error.ErrorCode;
import io.photinus.types.error.NodeProblem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** What every part of one namespace's engine works with. */
public record NamespaceContext(
        NamespaceSettings settings,
        Store store,
        Slots slots,
        EngineSettings config,
        Bells bells,
        Failpoints failpoints,
        Clock clock) {

    /** How long a call to a plugin may take before its outcome counts as unknown. */
    public static final Duration CALL_LIMIT = Duration.ofSeconds(30);

    /** The local name. */
    public String name() {
        return settings.name();
    }

    public Instant now() {
        return clock.instant();
    }

    public UUID newId() {
        return Ids.next(now());
    }

    /** Throws FF10414 when the namespace is not a multiparty one. */
    public void requireMultiparty() {
        if (!settings.multiparty()) {
            throw new NodeProblem(ErrorCode.FF10414, "multiparty mode");
        }
    }
}
