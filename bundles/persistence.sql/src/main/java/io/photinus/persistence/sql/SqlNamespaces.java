package io.photinus.persistence.sql;

import io.photinus.persistence.NamespaceRepository;
import io.photinus.types.Namespace;
import java.util.Optional;

/** Namespaces in SQL. */
final class SqlNamespaces implements NamespaceRepository {
    private final Scope scope;

    SqlNamespaces(Scope scope) {
        this.scope = scope;
    }

    @Override
    public Namespace upsert(Namespace namespace) {
        scope.writes(NamespaceMapper.class).upsert(namespace);
        return find(namespace.name()).orElseThrow();
    }

    @Override
    public Optional<Namespace> find(String namespace) {
        return Optional.ofNullable(scope.reads(NamespaceMapper.class).find(namespace))
                .map(row -> new Namespace(
                        row.name(), Text.orEmpty(row.networkName()), Text.orEmpty(row.description()), row.created()));
    }
}
