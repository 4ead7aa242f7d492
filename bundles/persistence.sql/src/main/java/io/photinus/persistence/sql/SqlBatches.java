package io.photinus.persistence.sql;

import io.photinus.persistence.BatchRepository;
import io.photinus.types.BatchPersisted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Batches in SQL. */
final class SqlBatches implements BatchRepository {
    private final Scope scope;

    SqlBatches(Scope scope) {
        this.scope = scope;
    }

    @Override
    public boolean insert(String namespace, BatchPersisted batch, @Nullable String payload) {
        BatchMapper mapper = scope.writes(BatchMapper.class);
        boolean fresh = mapper.insert(BatchRow.of(namespace, batch)) > 0;
        if (fresh && payload != null) {
            mapper.insertPayload(namespace, batch.id(), payload);
        }
        return fresh;
    }

    @Override
    public Optional<BatchPersisted> find(String namespace, UUID id) {
        return findAll(namespace, List.of(id)).stream().findFirst();
    }

    @Override
    public List<BatchPersisted> findAll(String namespace, Collection<UUID> ids) {
        BatchMapper mapper = scope.reads(BatchMapper.class);
        List<BatchPersisted> found = new ArrayList<>(ids.size());
        for (List<UUID> chunk : Chunks.ofValues(ids)) {
            mapper.findAll(namespace, chunk).forEach(row -> found.add(row.toBatch()));
        }
        return found;
    }

    @Override
    public Optional<String> payload(String namespace, UUID id) {
        return Optional.ofNullable(scope.reads(BatchMapper.class).payload(namespace, id));
    }

    @Override
    public void confirm(String namespace, Collection<UUID> ids, Instant confirmed) {
        BatchMapper mapper = scope.writes(BatchMapper.class);
        for (List<UUID> chunk : Chunks.ofValues(ids)) {
            mapper.confirm(namespace, chunk, confirmed);
            mapper.deletePayloads(namespace, chunk);
        }
    }
}
