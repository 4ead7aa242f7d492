package io.photinus.persistence.sql;

import io.photinus.persistence.MessageRepository.NewMessage;
import io.photinus.types.DataRef;
import io.photinus.types.Hash;
import io.photinus.types.Message;
import io.photinus.types.MessageHeader;
import io.photinus.types.MessageState;
import io.photinus.types.TransactionRef;
import io.photinus.types.TxType;
import io.photinus.types.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of messages; the database numbers it when it is inserted. The references to data are kept as the JSON array that the message shows. */
record MessageRow(
        String namespace,
        long sequence,
        UUID id,
        @Nullable UUID cid,
        @Nullable String type,
        @Nullable TxType txtype,
        @Nullable String author,
        @Nullable String key,
        @Nullable Instant created,
        @Nullable String netNamespace,
        @Nullable Hash groupHash,
        @Nullable String topics,
        @Nullable String tag,
        @Nullable Hash datahash,
        @Nullable TxType txparentType,
        @Nullable UUID txparentId,
        @Nullable Hash hash,
        @Nullable UUID batch,
        @Nullable UUID txid,
        @Nullable MessageState state,
        @Nullable Instant confirmed,
        @Nullable String rejectReason,
        @Nullable String pins,
        @Nullable String idempotencyKey,
        long size,
        @Nullable String data) {

    static MessageRow of(String namespace, NewMessage item) {
        Message message = item.message();
        MessageHeader header = message.header();
        TransactionRef parent = header.txparent();
        return new MessageRow(
                namespace,
                0,
                message.id(),
                header.cid(),
                header.type(),
                header.txtype(),
                Text.orEmpty(header.author()),
                Text.orEmpty(header.key()),
                header.created(),
                Text.orEmpty(header.namespace()),
                header.group(),
                Text.join(header.topics()),
                Text.orEmpty(header.tag()),
                header.datahash(),
                parent == null ? null : parent.type(),
                parent == null ? null : parent.id(),
                message.hash(),
                message.batch(),
                message.txid(),
                message.state() == null ? MessageState.STAGED : message.state(),
                message.confirmed(),
                Text.orEmpty(message.rejectReason()),
                Text.join(message.pins()),
                message.idempotencyKey(),
                item.size(),
                Json.write(message.data()));
    }

    Message toMessage() {
        MessageHeader header = new MessageHeader(
                id,
                cid,
                Text.orEmpty(type),
                txtype,
                author,
                key,
                created,
                netNamespace,
                groupHash,
                Text.split(topics),
                tag,
                datahash,
                txparentType == null && txparentId == null ? null : new TransactionRef(txparentType, txparentId));
        return new Message(
                header,
                namespace,
                hash,
                batch,
                txid,
                state,
                confirmed,
                rejectReason,
                data == null ? List.of() : Json.readList(data, DataRef.class),
                Text.split(pins),
                idempotencyKey);
    }
}
