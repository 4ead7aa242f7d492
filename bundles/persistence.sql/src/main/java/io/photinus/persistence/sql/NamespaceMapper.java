package io.photinus.persistence.sql;

import io.photinus.types.Namespace;
import org.apache.ibatis.annotations.Param;
import org.jspecify.annotations.Nullable;

interface NamespaceMapper {
    void upsert(@Param("item") Namespace namespace);

    @Nullable
    Namespace find(@Param("name") String name);
}
