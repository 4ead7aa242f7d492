package io.photinus.persistence.sql;

import io.photinus.persistence.OperationRepository.Change;
import io.photinus.types.OpType;
import io.photinus.types.Operation;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Param;

interface OperationMapper {
    void insert(@Param("namespace") String namespace, @Param("rows") List<Operation> rows);

    /** No id twice in the changes. */
    List<Operation> update(
            @Param("namespace") String namespace,
            @Param("changes") List<Change> changes,
            @Param("updated") Instant updated);

    List<Operation> findAll(@Param("namespace") String namespace, @Param("ids") List<UUID> ids);

    List<Operation> open(
            @Param("namespace") String namespace, @Param("types") List<OpType> types, @Param("limit") int limit);

    List<Operation> byTransaction(@Param("namespace") String namespace, @Param("transaction") UUID transaction);

    void setRetry(@Param("namespace") String namespace, @Param("id") UUID id, @Param("retry") UUID retry);
}
