package io.photinus.types;

import io.photinus.types.json.Opt;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A key that belongs to an identity (protocol 2.8).
 *
 * @param type a verifier type such as {@code ethereum_address} or {@code dx_peer_id}
 */
public record Verifier(
        Hash hash,
        @Opt @Nullable UUID identity,
        @Opt @Nullable String namespace,
        String type,
        String value,
        @Opt @Nullable Instant created) {

    public static final String DX_PEER_ID = "dx_peer_id";
    public static final String ETHEREUM_ADDRESS = "ethereum_address";

    /** The hash that names a verifier: namespace, type and value without separators (protocol 3). */
    public static Hash hashOf(String namespace, String type, String value) {
        return Hash.sha256(namespace + type + value);
    }

    public static Verifier of(UUID identity, String namespace, String type, String value, Instant created) {
        return new Verifier(hashOf(namespace, type, value), identity, namespace, type, value, created);
    }
}
