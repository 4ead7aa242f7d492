package io.photinus.persistence.sql;

import io.photinus.persistence.Fence;
import java.util.List;
import org.apache.ibatis.annotations.Param;
import org.jspecify.annotations.Nullable;

interface LeaseMapper {
    /** Who holds a job; nobody when the owner is null. */
    record Lease(String namespace, String job, @Nullable String owner, long epoch) {}

    /** When a process was seen, in milliseconds before now. */
    record Seen(String id, long silence) {}

    /** Whether the fence is valid; on databases with row locks it stays so until the commit. */
    boolean holds(@Param("fence") Fence fence);

    /** Those of the fences that are valid; on databases with row locks they stay so until the commit. */
    List<Lease> valid(@Param("fences") List<Fence> fences);

    @Nullable
    Lease find(@Param("namespace") String namespace, @Param("job") String job);

    /** Whether nobody writes under this lease, which exists, at this moment. */
    boolean unlocked(@Param("namespace") String namespace, @Param("job") String job);

    /** Takes a lease that is free or lapsed and returns the new epoch; null when it is neither. */
    @Nullable
    Long take(
            @Param("namespace") String namespace,
            @Param("job") String job,
            @Param("process") String process,
            @Param("millis") long millis);

    void seen(@Param("process") String process);

    void release(@Param("fence") Fence fence);

    void giveUp(@Param("fence") Fence fence);

    void remove(@Param("namespace") String namespace, @Param("job") String job);

    List<Lease> all();

    List<Seen> processes(@Param("millis") long millis);

    void forgetProcesses(@Param("millis") long millis);
}
