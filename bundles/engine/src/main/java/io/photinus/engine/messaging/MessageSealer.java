package io.photinus.engine.messaging;

import io.photinus.engine.work.NamespaceContext;
import io.photinus.types.Data;
import io.photinus.types.DataRef;
import io.photinus.types.Message;
import io.photinus.types.MessageHeader;
import io.photinus.types.MessageState;
import io.photinus.types.Names;
import io.photinus.types.TxType;
import io.photinus.types.error.ErrorCode;
import io.photinus.types.error.NodeProblem;
import io.photinus.types.json.RawJson;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Seals outgoing messages and checks received ones by the same rules (protocol 2.1). */
public final class MessageSealer {
    /** The estimate of protocol 4.2, in bytes. */
    private static final long PER_BATCH = 512;

    private static final long PER_MESSAGE = 1024;
    private static final long PER_DATA = 256;

    private MessageSealer() {}

    /**
     * Completes the header and computes the hashes.
     *
     * @param draft its type, author and key are final already
     * @throws NodeProblem when a rule of protocol 2.1 is broken
     */
    public static Message seal(NamespaceContext context, MessageHeader draft, List<Data> data, String idempotencyKey) {
        List<DataRef> refs = data.stream().map(Data::ref).toList();
        MessageHeader header = new MessageHeader(
                context.newId(),
                draft.cid(),
                draft.type(),
                draft.txtype() == null ? TxType.BATCH_PIN : draft.txtype(),
                draft.author(),
                draft.key(),
                context.now(),
                context.settings().networkName(),
                draft.group(),
                draft.topics().isEmpty() ? List.of("default") : draft.topics(),
                draft.tag(),
                DataRef.hashOf(refs),
                draft.txparent());
        checkContent(header, refs);
        return new Message(
                header,
                context.name(),
                header.hash(),
                null,
                null,
                MessageState.READY,
                null,
                null,
                refs,
                List.of(),
                idempotencyKey.isEmpty() ? null : idempotencyKey);
    }

    /** The rules for sender and receiver alike. */
    public static void checkContent(MessageHeader header, List<DataRef> refs) {
        if (header.txtype() == null || !header.txtype().allowedOnMessage()) {
            throw new NodeProblem(
                    ErrorCode.FF00130,
                    header.txtype() == null ? "" : header.txtype().wire());
        }
        Names.requireTopics(header.topics());
        if (header.tag() != null && !header.tag().isEmpty()) {
            Names.require(header.tag(), "header.tag");
        }
        Set<UUID> seen = new HashSet<>();
        for (int i = 0; i < refs.size(); i++) {
            DataRef ref = refs.get(i);
            if (ref.id() == null || ref.hash() == null) {
                throw new NodeProblem(ErrorCode.FF00128, i);
            }
            if (!seen.add(ref.id())) {
                throw new NodeProblem(ErrorCode.FF00129, i);
            }
        }
    }

    /** What a receiver checks besides: both hashes, present and right. */
    public static void checkHashes(Message message) {
        MessageHeader header = message.header();
        if (message.hash() == null || header.datahash() == null) {
            throw new NodeProblem(ErrorCode.FF00131);
        }
        if (!header.datahash().equals(DataRef.hashOf(message.data()))
                || !message.hash().equals(header.hash())) {
            throw new NodeProblem(ErrorCode.FF00132, message.hash(), header.datahash());
        }
    }

    /** The estimated size of a message in a batch, in bytes (protocol 4.2). */
    public static long size(List<Data> data) {
        long size = PER_MESSAGE;
        for (Data item : data) {
            RawJson value = item.value();
            size += PER_DATA + (value == null ? 0 : value.text().getBytes(StandardCharsets.UTF_8).length);
        }
        return size;
    }

    /** The estimated size of a batch without its messages. */
    public static long emptyBatchSize() {
        return PER_BATCH;
    }
}
