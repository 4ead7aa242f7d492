package io.photinus.persistence.sql;

import io.photinus.persistence.IdentityRepository;
import io.photinus.types.Identity;
import io.photinus.types.IdentityType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Identities in SQL. */
final class SqlIdentities implements IdentityRepository {
    private final Scope scope;

    SqlIdentities(Scope scope) {
        this.scope = scope;
    }

    @Override
    public void upsert(String namespace, Identity identity) {
        scope.writes(IdentityMapper.class).upsert(IdentityRow.of(namespace, identity));
    }

    @Override
    public Optional<Identity> find(String namespace, UUID id) {
        return findAll(namespace, List.of(id)).stream().findFirst();
    }

    @Override
    public Optional<Identity> byDid(String namespace, String did) {
        return Optional.ofNullable(scope.reads(IdentityMapper.class).byDid(namespace, did))
                .map(IdentityRow::toIdentity);
    }

    @Override
    public Optional<Identity> byName(String namespace, IdentityType type, String name) {
        return Optional.ofNullable(scope.reads(IdentityMapper.class).byName(namespace, type, name))
                .map(IdentityRow::toIdentity);
    }

    @Override
    public List<Identity> findAll(String namespace, Collection<UUID> ids) {
        IdentityMapper mapper = scope.reads(IdentityMapper.class);
        List<Identity> found = new ArrayList<>(ids.size());
        for (List<UUID> chunk : Chunks.ofValues(ids)) {
            mapper.findAll(namespace, chunk).forEach(row -> found.add(row.toIdentity()));
        }
        return found;
    }
}
