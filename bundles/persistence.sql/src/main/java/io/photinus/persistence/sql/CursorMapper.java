package io.photinus.persistence.sql;

import java.util.List;
import org.apache.ibatis.annotations.Param;
import org.jspecify.annotations.Nullable;

interface CursorMapper {
    /** A cursor; an empty position reads as null. */
    record Position(String name, @Nullable String position) {}

    @Nullable
    Position find(@Param("namespace") String namespace, @Param("name") String name);

    void upsert(@Param("namespace") String namespace, @Param("rows") List<Position> rows);

    void delete(@Param("namespace") String namespace, @Param("name") String name);
}
