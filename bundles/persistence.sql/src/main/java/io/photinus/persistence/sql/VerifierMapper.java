package io.photinus.persistence.sql;

import io.photinus.types.Hash;
import io.photinus.types.Verifier;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Param;
import org.jspecify.annotations.Nullable;

interface VerifierMapper {
    int insert(@Param("namespace") String namespace, @Param("verifier") Verifier verifier);

    @Nullable
    Verifier find(@Param("namespace") String namespace, @Param("hash") Hash hash);

    @Nullable
    Verifier byValue(@Param("namespace") String namespace, @Param("type") String type, @Param("value") String value);

    List<Verifier> byIdentities(@Param("namespace") String namespace, @Param("identities") List<UUID> identities);
}
