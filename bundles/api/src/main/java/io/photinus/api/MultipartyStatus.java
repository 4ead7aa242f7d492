package io.photinus.api;

import io.photinus.types.json.Opt;
import io.photinus.types.json.RawJson;
import io.photinus.types.json.WireValue;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code GET /status/multiparty} (api 3.1, row 5). */
public record MultipartyStatus(
        boolean enabled,
        Registration org,
        Registration node,
        @Opt @Nullable Contracts contracts) {
    /** Whether an identity of ours is registered. */
    public enum State implements WireValue {
        UNREGISTERED,
        REGISTERING,
        REGISTERED,
        UNKNOWN
    }

    /** Null state: multiparty is off, written as an empty text. */
    public record Registration(String status, @Opt @Nullable UUID pendingRegistrationMessageId) {
        public static Registration of(State state, @Nullable UUID message) {
            return new Registration(state.wire(), message);
        }
    }

    public record Contracts(ActiveContract active, @Opt List<NamespaceStatus.Contract> terminated) {}

    /** The contract in use; status is syncing, synced or unknown. */
    public record ActiveContract(
            int index,
            @Opt @Nullable RawJson location,
            @Opt @Nullable String firstEvent,
            NamespaceStatus.ContractInfo info,
            String status) {}
}
