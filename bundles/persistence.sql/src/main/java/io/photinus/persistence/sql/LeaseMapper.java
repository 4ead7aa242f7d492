package io.photinus.persistence.sql;

import io.photinus.persistence.Fence;
import org.apache.ibatis.annotations.Param;
import org.jspecify.annotations.Nullable;

interface LeaseMapper {
    /** Who holds a job; null while nobody does. */
    record Lease(@Nullable String owner, long epoch) {}

    /** Whether the fence is valid; on databases with row locks it stays so until the commit. */
    boolean holds(@Param("fence") Fence fence);

    @Nullable
    Lease find(@Param("namespace") String namespace, @Param("job") String job);

    /** Takes a lease that is free or lapsed and returns the new epoch; null when it is neither. */
    @Nullable
    Long take(
            @Param("namespace") String namespace,
            @Param("job") String job,
            @Param("process") String process,
            @Param("millis") long millis);

    void seen(@Param("process") String process);

    void release(@Param("fence") Fence fence);
}
