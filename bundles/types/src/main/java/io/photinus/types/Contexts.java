package io.photinus.types;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** Contexts, pins and ids as they stand on the ledger (protocol 3 and 5). */
public final class Contexts {
    private Contexts() {}

    /** The context of a broadcast topic. */
    public static Hash broadcast(String topic) {
        return Hash.sha256(topic);
    }

    /** The context of a topic within a group. */
    public static Hash group(String topic, Hash group) {
        return Hash.sha256(utf8(topic), group.bytes());
    }

    /** The key under which a sender counts its nonces. */
    public static Hash nonceKey(String topic, Hash group, String author) {
        return Hash.sha256(utf8(topic), group.bytes(), utf8(author));
    }

    /** The masked pin of a private message; a negative nonce counts as 0. */
    public static Hash pin(String topic, Hash group, String author, long nonce) {
        byte[] counter =
                ByteBuffer.allocate(Long.BYTES).putLong(Math.max(nonce, 0)).array();
        return Hash.sha256(utf8(topic), group.bytes(), utf8(author), counter);
    }

    /** The text of a pin in a private message: hash, colon, nonce with 16 digits. */
    public static String pinText(Hash pin, long nonce) {
        return String.format(Locale.ROOT, "%s:%016d", pin, nonce);
    }

    /** The contexts of a broadcast batch: one per message and topic, in payload order, without de-duplication. */
    public static List<Hash> ofBroadcasts(List<Message> messages) {
        List<Hash> contexts = new ArrayList<>();
        for (Message message : messages) {
            for (String topic : message.header().topics()) {
                contexts.add(broadcast(topic));
            }
        }
        return contexts;
    }

    /** The 32 bytes that name a batch on the ledger: transaction id, then batch id. */
    public static Hash uuids(UUID tx, UUID batch) {
        return Hash.of(ByteBuffer.allocate(Hash.SIZE)
                .putLong(tx.getMostSignificantBits())
                .putLong(tx.getLeastSignificantBits())
                .putLong(batch.getMostSignificantBits())
                .putLong(batch.getLeastSignificantBits())
                .array());
    }

    /** The transaction id inside {@link #uuids}. */
    public static UUID transactionOf(Hash uuids) {
        ByteBuffer bytes = ByteBuffer.wrap(uuids.bytes());
        return new UUID(bytes.getLong(), bytes.getLong());
    }

    /** The batch id inside {@link #uuids}. */
    public static UUID batchOf(Hash uuids) {
        ByteBuffer bytes = ByteBuffer.wrap(uuids.bytes(), 16, 16);
        return new UUID(bytes.getLong(), bytes.getLong());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
