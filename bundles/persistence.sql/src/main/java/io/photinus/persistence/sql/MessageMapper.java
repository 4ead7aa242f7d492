package io.photinus.persistence.sql;

import io.photinus.types.MessageState;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Param;
import org.jspecify.annotations.Nullable;

interface MessageMapper {
    /** Which data item a message carries. */
    record DataLink(String namespace, @Nullable UUID dataId, long sequence) {}

    List<UUID> insert(@Param("rows") List<MessageRow> rows);

    void insertDataLinks(@Param("rows") List<DataLink> rows);

    List<MessageRow> findAll(@Param("namespace") String namespace, @Param("ids") List<UUID> ids);

    @Nullable
    UUID idByIdempotencyKey(@Param("namespace") String namespace, @Param("key") String key);

    List<MessageRow> ready(@Param("namespace") String namespace, @Param("limit") int limit);

    void seal(@Param("namespace") String namespace, @Param("batch") UUID batch, @Param("ids") List<UUID> ids);

    void sent(@Param("namespace") String namespace, @Param("batch") UUID batch, @Param("transaction") UUID transaction);

    void settle(
            @Param("namespace") String namespace,
            @Param("ids") List<UUID> ids,
            @Param("state") MessageState state,
            @Param("reason") String reason,
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
