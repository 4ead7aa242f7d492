package io.photinus.persistence.sql;

import io.photinus.types.Datatype;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Param;
import org.jspecify.annotations.Nullable;

interface DatatypeMapper {
    int insert(@Param("namespace") String namespace, @Param("datatype") Datatype datatype);

    @Nullable
    Datatype find(@Param("namespace") String namespace, @Param("name") String name, @Param("version") String version);

    List<Datatype> findAll(@Param("namespace") String namespace, @Param("ids") List<UUID> ids);
}
