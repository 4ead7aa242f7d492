package io.photinus.persistence.sql;

import io.photinus.types.IdentityType;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Param;
import org.jspecify.annotations.Nullable;

interface IdentityMapper {
    void upsert(@Param("row") IdentityRow row);

    @Nullable
    IdentityRow byDid(@Param("namespace") String namespace, @Param("did") String did);

    @Nullable
    IdentityRow byName(
            @Param("namespace") String namespace, @Param("type") IdentityType type, @Param("name") String name);

    List<IdentityRow> findAll(@Param("namespace") String namespace, @Param("ids") List<UUID> ids);
}
