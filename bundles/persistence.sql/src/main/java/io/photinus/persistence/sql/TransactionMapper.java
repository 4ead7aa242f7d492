package io.photinus.persistence.sql;

import io.photinus.types.Transaction;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Param;
import org.jspecify.annotations.Nullable;

interface TransactionMapper {
    List<UUID> insert(@Param("namespace") String namespace, @Param("rows") List<Transaction> rows);

    /** One transaction; on databases with row locks it stays locked until the commit. */
    @Nullable
    Transaction findForUpdate(@Param("namespace") String namespace, @Param("id") UUID id);

    void setBlockchainIds(@Param("namespace") String namespace, @Param("id") UUID id, @Param("joined") String joined);

    List<Transaction> findAll(@Param("namespace") String namespace, @Param("ids") List<UUID> ids);
}
