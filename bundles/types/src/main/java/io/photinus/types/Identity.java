package io.photinus.types;

import io.photinus.types.json.JsonObject;
import io.photinus.types.json.Opt;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An organization, node or custom identity (protocol 2.8). */
public record Identity(
        @Nullable UUID id,
        String did,
        @Nullable IdentityType type,
        @Opt @Nullable UUID parent,
        String namespace,
        @Opt @Nullable String name,
        @Opt @Nullable String description,
        @Opt @Nullable JsonObject profile,
        IdentityMessages messages,
        @Opt @Nullable Instant created,
        @Opt @Nullable Instant updated) {

    public static final String DID_PREFIX = "did:firefly:";

    public Identity {
        did = did == null ? "" : did;
        namespace = namespace == null ? "" : namespace;
        messages = messages == null ? IdentityMessages.NONE : messages;
    }

    /** The DID that fits a type and a name. */
    public static String did(IdentityType type, String name) {
        return switch (type) {
            case ORG -> DID_PREFIX + "org/" + name;
            case NODE -> DID_PREFIX + "node/" + name;
            case CUSTOM -> DID_PREFIX + name;
        };
    }

    /** Equality as conflict checks use it: id, DID, type, parent, namespace and name. */
    public boolean sameBase(Identity other) {
        return Objects.equals(id, other.id)
                && did.equals(other.did)
                && type == other.type
                && Objects.equals(parent, other.parent)
                && namespace.equals(other.namespace)
                && Objects.equals(name, other.name);
    }

    /** The topic of every definition about this identity (protocol 8.3). */
    public String topic() {
        return topic(did);
    }

    /** The topic of every definition about the identity with this DID: the hex SHA-256 of the DID. */
    public static String topic(String did) {
        return Hash.sha256(did).toString();
    }

    public Identity inNamespace(String local) {
        return new Identity(id, did, type, parent, local, name, description, profile, messages, created, updated);
    }

    public Identity withMessages(IdentityMessages about) {
        return new Identity(id, did, type, parent, namespace, name, description, profile, about, created, updated);
    }

    public Identity withTimes(@Nullable Instant first, @Nullable Instant last) {
        return new Identity(id, did, type, parent, namespace, name, description, profile, messages, first, last);
    }

    public Identity withProfile(@Nullable String text, @Nullable JsonObject json) {
        return new Identity(id, did, type, parent, namespace, name, text, json, messages, created, updated);
    }
}
