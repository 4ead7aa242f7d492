package io.photinus.persistence.sql;

import io.photinus.persistence.OperationRepository;
import io.photinus.types.OpType;
import io.photinus.types.Operation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Operations in SQL. */
final class SqlOperations implements OperationRepository {
    private final Scope scope;

    SqlOperations(Scope scope) {
        this.scope = scope;
    }

    @Override
    public void insert(String namespace, List<Operation> operations) {
        OperationMapper mapper = scope.writes(OperationMapper.class);
        Chunks.ofRows(operations).forEach(chunk -> mapper.insert(namespace, chunk));
    }

    @Override
    public List<Operation> update(String namespace, List<Change> changes, Instant updated) {
        OperationMapper mapper = scope.writes(OperationMapper.class);
        Map<UUID, Operation> changed = new LinkedHashMap<>();
        List<Change> waiting = changes;
        while (!waiting.isEmpty()) {
            // One statement cannot change a row twice: a second change of the same operation has to wait for the first.
            Set<UUID> ids = new HashSet<>();
            List<Change> now = new ArrayList<>();
            List<Change> later = new ArrayList<>();
            waiting.forEach(change -> (ids.add(change.id()) ? now : later).add(change));
            for (List<Change> chunk : Chunks.ofRows(now)) {
                mapper.update(namespace, chunk, updated).forEach(operation -> changed.put(operation.id(), operation));
            }
            waiting = later;
        }
        return List.copyOf(changed.values());
    }

    @Override
    public Optional<Operation> find(String namespace, UUID id) {
        return findAll(namespace, List.of(id)).stream().findFirst();
    }

    @Override
    public List<Operation> findAll(String namespace, Collection<UUID> ids) {
        OperationMapper mapper = scope.reads(OperationMapper.class);
        List<Operation> found = new ArrayList<>(ids.size());
        Chunks.ofValues(ids).forEach(chunk -> found.addAll(mapper.findAll(namespace, chunk)));
        return found;
    }

    @Override
    public List<Operation> open(String namespace, Collection<OpType> types, int limit) {
        return types.isEmpty()
                ? List.of()
                : scope.reads(OperationMapper.class).open(namespace, List.copyOf(types), limit);
    }

    @Override
    public List<Operation> byTransaction(String namespace, UUID transaction) {
        return scope.reads(OperationMapper.class).byTransaction(namespace, transaction);
    }

    @Override
    public void setRetry(String namespace, UUID id, UUID retry) {
        scope.writes(OperationMapper.class).setRetry(namespace, id, retry);
    }
}
