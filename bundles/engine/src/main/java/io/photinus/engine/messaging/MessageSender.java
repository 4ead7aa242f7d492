package io.photinus.engine.messaging;

import io.photinus.engine.work.NamespaceContext;
import io.photinus.persistence.MessageRepository.NewMessage;
import io.photinus.types.Data;
import io.photinus.types.Message;
import io.photinus.types.error.ErrorCode;
import io.photinus.types.error.NodeProblem;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** Stores sealed messages, so that the batch assembler finds them. Thread-safe. */
public final class MessageSender {
    private final NamespaceContext context;

    public MessageSender(NamespaceContext context) {
        this.context = context;
    }

    /**
     * Stores a message and its new data in one unit of work; completes when both are durable.
     *
     * @param all the message's data, for its size
     * @param fresh those that are not stored yet
     * @throws NodeProblem FF10327 when no batch could carry it
     */
    public CompletableFuture<Message> store(Message message, List<Data> all, List<Data> fresh) {
        long size = MessageSealer.size(all);
        if (MessageSealer.emptyBatchSize() + size > context.config().batchPayloadLimit()) {
            throw new NodeProblem(ErrorCode.FF10327, size, context.config().batchPayloadLimit());
        }
        return context.store().submit(null, tx -> {
            String key = message.idempotencyKey();
            if (key != null) {
                tx.messages().idByIdempotencyKey(context.name(), key).ifPresent(id -> reuse(key, id));
            }
            if (!fresh.isEmpty()) {
                tx.data().insert(context.name(), fresh);
            }
            tx.messages().insert(context.name(), List.of(new NewMessage(message, size)));
            tx.afterCommit(() -> {
                context.failpoints().pass("out.stored");
                context.bells().batches().ring();
            });
            return message;
        });
    }

    private static void reuse(String key, UUID earlier) {
        throw new NodeProblem(ErrorCode.FF10430, key, earlier);
    }
}
