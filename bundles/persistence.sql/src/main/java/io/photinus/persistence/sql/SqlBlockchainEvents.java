package io.photinus.persistence.sql;

import io.photinus.persistence.BlockchainEventRepository;
import io.photinus.types.BlockchainEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Events of the ledger in SQL. */
final class SqlBlockchainEvents implements BlockchainEventRepository {
    private final Scope scope;

    SqlBlockchainEvents(Scope scope) {
        this.scope = scope;
    }

    @Override
    public Set<UUID> insert(String namespace, List<BlockchainEvent> events) {
        BlockchainEventMapper mapper = scope.writes(BlockchainEventMapper.class);
        Set<UUID> fresh = new HashSet<>();
        for (List<BlockchainEvent> chunk : Chunks.ofRows(events)) {
            fresh.addAll(mapper.insert(chunk.stream()
                    .map(event -> BlockchainEventRow.of(namespace, event))
                    .toList()));
        }
        return fresh;
    }

    @Override
    public Optional<BlockchainEvent> find(String namespace, UUID id) {
        return findAll(namespace, List.of(id)).stream().findFirst();
    }

    @Override
    public List<BlockchainEvent> findAll(String namespace, Collection<UUID> ids) {
        BlockchainEventMapper mapper = scope.reads(BlockchainEventMapper.class);
        List<BlockchainEvent> found = new ArrayList<>(ids.size());
        for (List<UUID> chunk : Chunks.ofValues(ids)) {
            mapper.findAll(namespace, chunk).forEach(row -> found.add(row.toEvent()));
        }
        return found;
    }

    @Override
    public List<BlockchainEvent> byTransaction(String namespace, UUID transaction) {
        return scope.reads(BlockchainEventMapper.class).byTransaction(namespace, transaction).stream()
                .map(BlockchainEventRow::toEvent)
                .toList();
    }
}
