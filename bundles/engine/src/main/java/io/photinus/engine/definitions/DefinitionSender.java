package io.photinus.engine.definitions;

import io.photinus.engine.messaging.MessageSealer;
import io.photinus.engine.messaging.MessageSender;
import io.photinus.engine.network.Signer;
import io.photinus.engine.work.NamespaceContext;
import io.photinus.types.Data;
import io.photinus.types.Hash;
import io.photinus.types.Message;
import io.photinus.types.MessageHeader;
import io.photinus.types.MessageType;
import io.photinus.types.TxType;
import io.photinus.types.ValidatorType;
import io.photinus.types.json.RawJson;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Sends definitions as ordinary pinned broadcasts (protocol 8.2). */
public final class DefinitionSender {
    private final NamespaceContext context;
    private final MessageSender sender;

    public DefinitionSender(NamespaceContext context, MessageSender sender) {
        this.context = context;
        this.sender = sender;
    }

    /** Stores the message; completes with it in state ready. */
    CompletableFuture<Message> send(String tag, String topic, Object definition, Signer signer) {
        RawJson value = RawJson.of(definition);
        Data item = new Data(
                context.newId(),
                ValidatorType.JSON,
                context.name(),
                Hash.sha256(value.text()),
                context.now(),
                null,
                value,
                null,
                null);
        MessageHeader header = new MessageHeader(
                null,
                null,
                MessageType.DEFINITION,
                TxType.BATCH_PIN,
                signer.author(),
                signer.key(),
                null,
                null,
                null,
                List.of(topic),
                tag,
                null,
                null);
        return sender.store(MessageSealer.seal(context, header, List.of(item), ""), List.of(item), List.of(item));
    }
}
