package io.photinus.persistence;

import io.photinus.types.Message;
import io.photinus.types.MessageState;
import io.photinus.types.TxType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** Messages and their references to data. Sequences are given in insert order. */
@ProviderType
public interface MessageRepository {
    /**
     * Inserts messages with their data references; ids that exist already are left untouched.
     *
     * @return the ids that were new
     */
    Set<UUID> insert(String namespace, List<NewMessage> messages);

    /**
     * A message to insert.
     *
     * @param size the estimated bytes in a batch (protocol 4.2), 0 for received ones
     * @param brought those of its data that are stored as carried by it, see {@link DataRepository#insertCarried}
     */
    record NewMessage(Message message, long size, Set<UUID> brought) {
        /** A message that refers to data that are stored already. */
        public NewMessage(Message message, long size) {
            this(message, size, Set.of());
        }
    }

    /** The messages that have used these idempotency keys, by key. */
    Map<String, UUID> idsByIdempotencyKey(String namespace, Collection<String> keys);

    Optional<Message> find(String namespace, UUID id);

    /** Those of the ids that exist, in no particular order. */
    List<Message> findAll(String namespace, Collection<UUID> ids);

    /** Messages in state ready that are in no sealed batch yet, in sequence order; only what a batch is cut by. */
    List<ReadyMessage> ready(String namespace, int limit);

    /** A message that waits for a batch. */
    record ReadyMessage(
            long sequence,
            UUID id,
            String author,
            String key,
            @Nullable TxType txtype,
            @Nullable Instant created,
            long size) {}

    /** Notes that a sealed batch holds these messages; they are no longer {@link #ready}. */
    void seal(String namespace, Collection<ReadyMessage> messages);

    /** Moves those of the messages that are ready to sent, and sets their batch and transaction. */
    void sent(String namespace, Collection<UUID> ids, UUID batch, UUID transaction);

    /** Writes verdicts; a message in a final state is left as it is. */
    void settle(String namespace, List<Verdict> verdicts, Instant confirmed);

    /**
     * The verdict on one message: confirmed or rejected.
     *
     * @param batch the batch that it came in, and its transaction: an own message may get its verdict before it is {@link #sent}
     */
    record Verdict(
            UUID id,
            MessageState state,
            @Nullable String rejectReason,
            @Nullable UUID batch,
            @Nullable UUID transaction) {}

    /** Confirmed messages of type definition with this tag, topic and author, oldest first (protocol 8.5). */
    List<Message> confirmedDefinitions(String namespace, String tag, String topic, String author);

    /** Own messages of type definition with this tag and topic that have no verdict yet, newest first. */
    List<Message> undecidedDefinitions(String namespace, String tag, String topic);

    /** Messages that carry a data item, in sequence order. */
    List<UUID> idsByData(String namespace, UUID data);
}
