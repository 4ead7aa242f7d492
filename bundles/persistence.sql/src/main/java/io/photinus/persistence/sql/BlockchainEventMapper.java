package io.photinus.persistence.sql;

import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Param;

interface BlockchainEventMapper {
    List<UUID> insert(@Param("rows") List<BlockchainEventRow> rows);

    List<BlockchainEventRow> findAll(@Param("namespace") String namespace, @Param("ids") List<UUID> ids);

    List<BlockchainEventRow> byTransaction(
            @Param("namespace") String namespace, @Param("transaction") UUID transaction);
}
