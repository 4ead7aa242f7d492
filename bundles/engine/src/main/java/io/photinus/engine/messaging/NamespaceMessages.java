package io.photinus.engine.messaging;

import io.photinus.api.Confirm;
import io.photinus.api.MessageDraft;
import io.photinus.api.Messages;
import io.photinus.engine.data.DataSealer;
import io.photinus.engine.data.StoredData;
import io.photinus.engine.network.Identities;
import io.photinus.engine.network.Signer;
import io.photinus.engine.work.NamespaceContext;
import io.photinus.types.Data;
import io.photinus.types.DataRef;
import io.photinus.types.Message;
import io.photinus.types.MessageHeader;
import io.photinus.types.MessageType;
import io.photinus.types.Transaction;
import io.photinus.types.TxType;
import io.photinus.types.error.ErrorCode;
import io.photinus.types.error.NodeProblem;
import io.photinus.types.query.Condition;
import io.photinus.types.query.RecordSets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The messages of a namespace: sending broadcasts, and looking at what is there. */
public final class NamespaceMessages implements Messages {
    private static final int MAX_IDEMPOTENCY_KEY = 256;

    private final NamespaceContext context;
    private final Identities identities;
    private final DataSealer sealer;
    private final MessageSender sender;
    private final Confirmations confirmations;

    public NamespaceMessages(
            NamespaceContext context,
            Identities identities,
            DataSealer sealer,
            MessageSender sender,
            Confirmations confirmations) {
        this.context = context;
        this.identities = identities;
        this.sealer = sealer;
        this.sender = sender;
        this.confirmations = confirmations;
    }

    @Override
    public CompletionStage<Message> broadcast(MessageDraft draft, Confirm confirm) {
        context.requireMultiparty();
        MessageHeader header = draft.header();
        if (draft.idempotencyKey() != null && draft.idempotencyKey().length() > MAX_IDEMPOTENCY_KEY) {
            throw new NodeProblem(
                    ErrorCode.FF00135, "idempotencyKey", draft.idempotencyKey().length(), MAX_IDEMPOTENCY_KEY);
        }
        return identities
                .resolveSigner(header == null ? null : header.author(), header == null ? null : header.key())
                .thenCompose(signer -> send(draft, signer, confirm));
    }

    private CompletableFuture<Message> send(MessageDraft draft, Signer signer, Confirm confirm) {
        DataSealer.Sealed data = sealer.seal(draft.data());
        String key = draft.idempotencyKey() == null ? "" : draft.idempotencyKey();
        Message message = MessageSealer.seal(context, broadcastHeader(draft.header(), signer), data.all(), key);
        CompletableFuture<Message> stored = sender.store(message, data.all(), data.fresh());
        return confirm.awaited() ? stored.thenCompose(sent -> confirmations.awaitMessage(sent.id(), confirm)) : stored;
    }

    /** The defaults of a broadcast (protocol 2.1). What the caller must not set is overwritten. */
    private static MessageHeader broadcastHeader(@Nullable MessageHeader asked, Signer signer) {
        if (asked == null) {
            return new MessageHeader(
                    null,
                    null,
                    MessageType.BROADCAST,
                    TxType.BATCH_PIN,
                    signer.author(),
                    signer.key(),
                    null,
                    null,
                    null,
                    List.of(),
                    null,
                    null,
                    null);
        }
        if (!asked.type().isEmpty() && !asked.type().equals(MessageType.BROADCAST)) {
            throw new NodeProblem(ErrorCode.FF10287, asked.type());
        }
        return new MessageHeader(
                null,
                asked.cid(),
                MessageType.BROADCAST,
                TxType.BATCH_PIN,
                signer.author(),
                signer.key(),
                null,
                null,
                null,
                asked.topics(),
                asked.tag(),
                null,
                null);
    }

    @Override
    public Optional<Message> find(UUID id) {
        return context.store().read(store -> store.messages().find(context.name(), id));
    }

    private Message require(UUID id) {
        return find(id).orElseThrow(() -> new NodeProblem(ErrorCode.FF10109));
    }

    @Override
    public List<Data> data(UUID id) {
        return data(List.of(require(id)));
    }

    @Override
    public List<Data> data(List<Message> messages) {
        Map<UUID, Data> byId = StoredData.of(context, messages);
        return messages.stream()
                .flatMap(message -> message.data().stream())
                .map(DataRef::id)
                .distinct()
                .map(byId::get)
                .filter(Objects::nonNull)
                .toList();
    }

    @Override
    public Condition eventsOf(UUID id) {
        List<String> references = new ArrayList<>();
        references.add(id.toString());
        require(id).data().forEach(ref -> references.add(String.valueOf(ref.id())));
        return Condition.in(RecordSets.EVENTS.require("reference"), references);
    }

    @Override
    public Transaction transaction(UUID id) {
        UUID tx = require(id).txid();
        if (tx == null) {
            throw new NodeProblem(ErrorCode.FF10210, id);
        }
        return context.store()
                .read(store -> store.transactions().find(context.name(), tx))
                .orElseThrow(() -> new NodeProblem(ErrorCode.FF10210, id));
    }
}
