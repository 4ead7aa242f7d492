package io.photinus.persistence.sql;

import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Param;

interface DataMapper {
    List<UUID> insert(@Param("rows") List<DataRow> rows);

    List<DataRow> findAll(@Param("namespace") String namespace, @Param("ids") List<UUID> ids);

    List<DataRow> findAllWithoutValues(@Param("namespace") String namespace, @Param("ids") List<UUID> ids);
}
