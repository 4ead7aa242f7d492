package io.photinus.persistence.sql;

import org.apache.ibatis.annotations.Param;

interface CounterMapper {
    /** Adds to a counter and returns its new value. */
    long add(@Param("namespace") String namespace, @Param("name") String name, @Param("count") int count);
}
