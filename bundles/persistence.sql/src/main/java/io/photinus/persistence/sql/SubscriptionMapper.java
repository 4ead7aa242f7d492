package io.photinus.persistence.sql;

import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Param;
import org.jspecify.annotations.Nullable;

interface SubscriptionMapper {
    int insert(@Param("row") SubscriptionRow row);

    void update(@Param("row") SubscriptionRow row);

    int delete(@Param("namespace") String namespace, @Param("id") UUID id);

    @Nullable
    SubscriptionRow find(@Param("namespace") String namespace, @Param("id") UUID id);

    @Nullable
    SubscriptionRow byName(@Param("namespace") String namespace, @Param("name") String name);

    List<SubscriptionRow> all(@Param("namespace") String namespace);
}
