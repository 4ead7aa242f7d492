package io.photinus.persistence.sql;

import io.photinus.types.Hash;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Param;
import org.jspecify.annotations.Nullable;

interface PinMapper {
    /** The first undispatched pin of a context. */
    record First(Hash hash, long sequence) {}

    void insert(@Param("rows") List<PinRow> rows);

    List<PinRow> undispatched(
            @Param("namespace") String namespace, @Param("after") long after, @Param("limit") int limit);

    @Nullable
    Long lowestUndispatched(@Param("namespace") String namespace);

    @Nullable
    Long lowestOfBatches(@Param("namespace") String namespace, @Param("batches") List<UUID> batches);

    List<First> firstUndispatched(@Param("namespace") String namespace, @Param("contexts") List<Hash> contexts);

    void dispatched(
            @Param("namespace") String namespace,
            @Param("batch") UUID batch,
            @Param("from") long fromIndex,
            @Param("count") long count);

    long countUndispatched(@Param("namespace") String namespace);
}
