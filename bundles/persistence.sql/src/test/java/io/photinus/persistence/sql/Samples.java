package io.photinus.persistence.sql;

import io.photinus.persistence.EventRepository.NewEvent;
import io.photinus.persistence.MessageRepository.NewMessage;
import io.photinus.types.BlobRef;
import io.photinus.types.Data;
import io.photinus.types.DataRef;
import io.photinus.types.DatatypeRef;
import io.photinus.types.EventType;
import io.photinus.types.Hash;
import io.photinus.types.Message;
import io.photinus.types.MessageHeader;
import io.photinus.types.MessageState;
import io.photinus.types.MessageType;
import io.photinus.types.OpStatus;
import io.photinus.types.OpType;
import io.photinus.types.Operation;
import io.photinus.types.Pin;
import io.photinus.types.TransactionRef;
import io.photinus.types.TxType;
import io.photinus.types.ValidatorType;
import io.photinus.types.json.JsonObject;
import io.photinus.types.json.RawJson;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Records as the node makes them. */
final class Samples {
    static final Instant TIME = Instant.parse("2026-03-01T11:00:00.123456789Z");

    private final String ns;

    Samples(String namespace) {
        this.ns = namespace;
    }

    Message message(MessageState state) {
        return message(UUID.randomUUID(), MessageType.BROADCAST, "orders", "tag1", state, null);
    }

    Message message(
            UUID id,
            String type,
            String topic,
            String tag,
            MessageState state,
            String idempotencyKey,
            DataRef... data) {
        MessageHeader header = new MessageHeader(
                id,
                UUID.randomUUID(),
                type,
                TxType.BATCH_PIN,
                "did:firefly:org/org_1",
                "0xabc",
                TIME,
                "net1",
                Hash.sha256("group"),
                List.of(topic),
                tag,
                Hash.sha256("data"),
                new TransactionRef(TxType.TOKEN_TRANSFER, UUID.randomUUID()));
        return new Message(
                header,
                ns,
                Hash.sha256(id.toString()),
                null,
                null,
                state,
                null,
                null,
                List.of(data),
                List.of("a:1", "b:2"),
                idempotencyKey);
    }

    Message definition(String topic, String tag, MessageState state) {
        return message(UUID.randomUUID(), MessageType.DEFINITION, topic, tag, state, null);
    }

    static NewMessage item(Message message) {
        return new NewMessage(message, 1234);
    }

    Data data(UUID id) {
        return new Data(
                id,
                ValidatorType.JSON,
                ns,
                Hash.sha256(id.toString()),
                TIME,
                new DatatypeRef("widget", "1.0"),
                RawJson.require("{\"b\":1.50,\"a\":[\"x\"]}"),
                "Qm1",
                new BlobRef(Hash.sha256("blob"), 42, "a/b.txt", "/a", "Qm2"));
    }

    static NewEvent event(UUID reference) {
        return new NewEvent(
                UUID.randomUUID(), EventType.MESSAGE_CONFIRMED, reference, UUID.randomUUID(), null, "orders", TIME);
    }

    Operation operation(OpType type, OpStatus status) {
        return new Operation(
                UUID.randomUUID(),
                ns,
                UUID.randomUUID(),
                type,
                status,
                "chain0",
                JsonObject.of(Map.of("in", "put")),
                null,
                null,
                TIME,
                TIME,
                null);
    }

    Pin pin(Hash context, UUID batch, long index) {
        return new Pin(0, ns, true, context, batch, Hash.sha256("batch"), index, false, "0xabc", TIME);
    }
}
