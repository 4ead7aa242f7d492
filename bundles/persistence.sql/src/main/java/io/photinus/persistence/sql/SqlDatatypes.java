package io.photinus.persistence.sql;

import io.photinus.persistence.DatatypeRepository;
import io.photinus.types.Datatype;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Datatypes in SQL. */
final class SqlDatatypes implements DatatypeRepository {
    private final Scope scope;

    SqlDatatypes(Scope scope) {
        this.scope = scope;
    }

    @Override
    public boolean insert(String namespace, Datatype datatype) {
        return scope.writes(DatatypeMapper.class).insert(namespace, datatype) > 0;
    }

    @Override
    public Optional<Datatype> find(String namespace, String name, String version) {
        return Optional.ofNullable(scope.reads(DatatypeMapper.class).find(namespace, name, version));
    }

    @Override
    public List<Datatype> findAll(String namespace, Collection<UUID> ids) {
        DatatypeMapper mapper = scope.reads(DatatypeMapper.class);
        List<Datatype> found = new ArrayList<>(ids.size());
        Chunks.ofValues(ids).forEach(chunk -> found.addAll(mapper.findAll(namespace, chunk)));
        return found;
    }
}
