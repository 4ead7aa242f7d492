package io.photinus.persistence.sql;

import io.photinus.types.Event;
import io.photinus.types.EventType;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Param;
import org.jspecify.annotations.Nullable;

interface EventMapper {
    void insert(@Param("rows") List<Event> rows);

    @Nullable
    Event find(@Param("namespace") String namespace, @Param("id") UUID id);

    List<Event> after(
            @Param("namespace") String namespace, @Param("sequence") long sequence, @Param("limit") int limit);

    @Nullable
    Long highest(@Param("namespace") String namespace);

    List<Event> about(
            @Param("namespace") String namespace,
            @Param("types") List<EventType> types,
            @Param("references") List<UUID> references);
}
