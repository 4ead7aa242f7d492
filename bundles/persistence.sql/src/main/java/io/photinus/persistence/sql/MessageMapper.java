package io.photinus.persistence.sql;

import io.photinus.persistence.MessageRepository.NewMessage;
import io.photinus.persistence.MessageRepository.ReadyMessage;
import io.photinus.types.MessageHeader;
import io.photinus.types.TxType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Param;
import org.jspecify.annotations.Nullable;

interface MessageMapper {
    /** Which data item a message carries. */
    record DataLink(String namespace, @Nullable UUID dataId, long sequence) {}

    /** Where a message was put. */
    record Inserted(UUID id, long sequence) {}

    /** A message of ours that waits for a batch, with what batches are cut by. */
    record Outgoing(
            String namespace,
            long sequence,
            UUID id,
            @Nullable String author,
            @Nullable String key,
            @Nullable TxType txtype,
            @Nullable Instant created,
            long size) {
        static Outgoing of(String namespace, long sequence, NewMessage item) {
            MessageHeader header = item.message().header();
            return new Outgoing(
                    namespace,
                    sequence,
                    item.message().id(),
                    Text.orEmpty(header.author()),
                    Text.orEmpty(header.key()),
                    header.txtype(),
                    header.created(),
                    item.size());
        }

        ReadyMessage toReady() {
            return new ReadyMessage(sequence, id, Text.orEmpty(author), Text.orEmpty(key), txtype, created, size);
        }
    }

    /** Who has used an idempotency key. */
    record Used(String key, UUID id) {}

    List<Inserted> insert(@Param("rows") List<MessageRow> rows);

    void insertOutgoing(@Param("rows") List<Outgoing> rows);

    void insertDataLinks(@Param("rows") List<DataLink> rows);

    List<MessageRow> findAll(@Param("namespace") String namespace, @Param("ids") List<UUID> ids);

    List<Used> byIdempotencyKey(@Param("namespace") String namespace, @Param("keys") List<String> keys);

    List<Outgoing> ready(@Param("namespace") String namespace, @Param("limit") int limit);

    void seal(@Param("namespace") String namespace, @Param("sequences") List<Long> sequences);

    void sent(
            @Param("namespace") String namespace,
            @Param("ids") List<UUID> ids,
            @Param("batch") UUID batch,
            @Param("transaction") UUID transaction);

    void settle(
            @Param("namespace") String namespace,
            @Param("ids") List<UUID> ids,
            @Param("outcome") SqlMessages.Outcome outcome,
            @Param("confirmed") Instant confirmed);

    List<MessageRow> confirmedDefinitions(
            @Param("namespace") String namespace,
            @Param("tag") String tag,
            @Param("topic") String topic,
            @Param("author") String author);

    List<MessageRow> undecidedDefinitions(
            @Param("namespace") String namespace, @Param("tag") String tag, @Param("topic") String topic);

    List<UUID> idsByData(@Param("namespace") String namespace, @Param("data") UUID data);
}
