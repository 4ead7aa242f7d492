package io.photinus.persistence;

import io.photinus.types.Message;
import io.photinus.types.MessageState;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
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
     */
    record NewMessage(Message message, long size) {}

    /** The message that has used an idempotency key. */
    Optional<UUID> idByIdempotencyKey(String namespace, String key);

    Optional<Message> find(String namespace, UUID id);

    /** Those of the ids that exist, in no particular order. */
    List<Message> findAll(String namespace, Collection<UUID> ids);

    /** Messages in state ready that are in no sealed batch yet, in sequence order. */
    List<ReadyMessage> ready(String namespace, int limit);

    /** A message that waits for a batch. */
    record ReadyMessage(long sequence, long size, Message message) {}

    /** Notes that a sealed batch holds these messages; they are no longer {@link #ready}. */
    void seal(String namespace, UUID batch, Collection<UUID> ids);

    /** Moves the ready messages of a sealed batch to sent and sets their batch and transaction. */
    void sent(String namespace, UUID batch, UUID transaction);

    /** Writes verdicts; a message in a final state is left as it is. */
    void settle(String namespace, List<Verdict> verdicts, Instant confirmed);

    /** The verdict on one message: confirmed or rejected. */
    record Verdict(UUID id, MessageState state, @Nullable String rejectReason) {}

    /** Confirmed messages of type definition with this tag, topic and author, oldest first (protocol 8.5). */
    List<Message> confirmedDefinitions(String namespace, String tag, String topic, String author);

    /** Own messages of type definition with this tag and topic that have no verdict yet, newest first. */
    List<Message> undecidedDefinitions(String namespace, String tag, String topic);

    /** Messages that carry a data item, in sequence order. */
    List<UUID> idsByData(String namespace, UUID data);
}
