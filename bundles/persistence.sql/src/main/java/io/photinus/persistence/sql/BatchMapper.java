package io.photinus.persistence.sql;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Param;
import org.jspecify.annotations.Nullable;

interface BatchMapper {
    int insert(@Param("row") BatchRow row);

    void insertPayload(@Param("namespace") String namespace, @Param("id") UUID id, @Param("payload") String payload);

    List<BatchRow> findAll(@Param("namespace") String namespace, @Param("ids") List<UUID> ids);

    @Nullable
    String payload(@Param("namespace") String namespace, @Param("id") UUID id);

    void confirm(
            @Param("namespace") String namespace, @Param("ids") List<UUID> ids, @Param("confirmed") Instant confirmed);

    void deletePayloads(@Param("namespace") String namespace, @Param("ids") List<UUID> ids);
}
