package io.photinus.persistence.sql;

import io.photinus.persistence.VerifierRepository;
import io.photinus.types.Hash;
import io.photinus.types.Verifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Verifiers in SQL. */
final class SqlVerifiers implements VerifierRepository {
    private final Scope scope;

    SqlVerifiers(Scope scope) {
        this.scope = scope;
    }

    @Override
    public boolean insert(String namespace, Verifier verifier) {
        return scope.writes(VerifierMapper.class).insert(namespace, verifier) > 0;
    }

    @Override
    public Optional<Verifier> find(String namespace, Hash hash) {
        return Optional.ofNullable(scope.reads(VerifierMapper.class).find(namespace, hash));
    }

    @Override
    public Optional<Verifier> byValue(String namespace, String type, String value) {
        return Optional.ofNullable(scope.reads(VerifierMapper.class).byValue(namespace, type, value));
    }

    @Override
    public List<Verifier> byIdentities(String namespace, Collection<UUID> identities) {
        VerifierMapper mapper = scope.reads(VerifierMapper.class);
        List<Verifier> found = new ArrayList<>(identities.size());
        Chunks.ofValues(identities).forEach(chunk -> found.addAll(mapper.byIdentities(namespace, chunk)));
        return found;
    }
}
