package io.photinus.persistence.sql;

import io.photinus.persistence.PinRepository;
import io.photinus.types.Hash;
import io.photinus.types.Pin;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;

/** Pins in SQL. */
final class SqlPins implements PinRepository {
    private final Scope scope;

    SqlPins(Scope scope) {
        this.scope = scope;
    }

    @Override
    public void insert(String namespace, List<Pin> pins) {
        PinMapper mapper = scope.writes(PinMapper.class);
        for (List<Pin> chunk : Chunks.ofRows(pins)) {
            mapper.insert(chunk.stream().map(pin -> PinRow.of(namespace, pin)).toList());
        }
    }

    @Override
    public List<Pin> undispatched(String namespace, long after, int limit) {
        return scope.reads(PinMapper.class).undispatched(namespace, after, limit).stream()
                .map(PinRow::toPin)
                .toList();
    }

    @Override
    public OptionalLong lowestUndispatched(String namespace) {
        Long lowest = scope.reads(PinMapper.class).lowestUndispatched(namespace);
        return lowest == null ? OptionalLong.empty() : OptionalLong.of(lowest);
    }

    @Override
    public OptionalLong lowestUndispatched(String namespace, Collection<UUID> batches) {
        PinMapper mapper = scope.reads(PinMapper.class);
        OptionalLong lowest = OptionalLong.empty();
        for (List<UUID> chunk : Chunks.ofValues(batches)) {
            Long found = mapper.lowestOfBatches(namespace, chunk);
            if (found != null) {
                lowest = OptionalLong.of(Math.min(found, lowest.orElse(Long.MAX_VALUE)));
            }
        }
        return lowest;
    }

    @Override
    public Map<Hash, Long> firstUndispatched(String namespace, Collection<Hash> contexts) {
        PinMapper mapper = scope.reads(PinMapper.class);
        Map<Hash, Long> first = new HashMap<>();
        for (List<Hash> chunk : Chunks.ofRows(contexts)) {
            mapper.firstUndispatched(namespace, chunk).forEach(row -> first.put(row.hash(), row.sequence()));
        }
        return first;
    }

    @Override
    public void dispatched(String namespace, UUID batch, long fromIndex, long count) {
        scope.writes(PinMapper.class).dispatched(namespace, batch, fromIndex, count);
    }

    @Override
    public long countUndispatched(String namespace) {
        return scope.reads(PinMapper.class).countUndispatched(namespace);
    }
}
