package io.photinus.persistence.sql;

import io.photinus.persistence.DataRepository;
import io.photinus.types.Data;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Data items in SQL. */
final class SqlData implements DataRepository {
    private final Scope scope;

    SqlData(Scope scope) {
        this.scope = scope;
    }

    @Override
    public Set<UUID> insert(String namespace, List<Data> data) {
        return insertCarried(namespace, data, Map.of());
    }

    @Override
    public Set<UUID> insertCarried(String namespace, List<Data> data, Map<UUID, UUID> carriers) {
        DataMapper mapper = scope.writes(DataMapper.class);
        Set<UUID> fresh = new HashSet<>();
        for (List<Data> chunk : Chunks.ofRows(data)) {
            fresh.addAll(mapper.insert(chunk.stream()
                    .map(item -> DataRow.of(namespace, item, carriers.get(item.id())))
                    .toList()));
        }
        return fresh;
    }

    @Override
    public Optional<Data> find(String namespace, UUID id) {
        return findAll(namespace, List.of(id)).stream().findFirst();
    }

    @Override
    public List<Data> findAll(String namespace, Collection<UUID> ids) {
        DataMapper mapper = scope.reads(DataMapper.class);
        List<Data> found = new ArrayList<>(ids.size());
        for (List<UUID> chunk : Chunks.ofValues(ids)) {
            mapper.findAll(namespace, chunk).forEach(row -> found.add(row.toData()));
        }
        return found;
    }

    @Override
    public List<Data> findAllWithoutValues(String namespace, Collection<UUID> ids) {
        DataMapper mapper = scope.reads(DataMapper.class);
        List<Data> found = new ArrayList<>(ids.size());
        for (List<UUID> chunk : Chunks.ofValues(ids)) {
            mapper.findAllWithoutValues(namespace, chunk).forEach(row -> found.add(row.toData()));
        }
        return found;
    }
}
