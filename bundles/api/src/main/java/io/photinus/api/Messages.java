package io.photinus.api;

import io.photinus.types.Data;
import io.photinus.types.Message;
import io.photinus.types.Transaction;
import io.photinus.types.query.Condition;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/** Messages of a namespace (api 3.1, rows 7 to 14). */
@ProviderType
public interface Messages {
    /**
     * Seals and stores a broadcast. When the stage completes, the message is durable; without waiting it is in state ready.
     * Fails with FF10430 for a used idempotency key, FF10195, FF10198, FF10204, FF10205, FF10206, FF10327, FF10414 and the
     * name rules; FF10269 when awaited and rejected. Nothing is stored when it fails before it was stored.
     */
    CompletionStage<Message> broadcast(MessageDraft draft, Confirm confirm);

    Optional<Message> find(UUID id);

    /** The data of a message, in its order. Throws FF10109 for an unknown message. */
    List<Data> data(UUID id);

    /** Data of many messages at once, by data id. */
    List<Data> data(List<Message> messages);

    /** What an event about the message or its data fulfils (row 10). */
    Condition eventsOf(UUID id);

    /** Throws FF10109 for an unknown message, FF10210 while it has no transaction. */
    Transaction transaction(UUID id);
}
