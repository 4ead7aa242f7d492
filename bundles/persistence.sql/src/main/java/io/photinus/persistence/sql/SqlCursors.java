package io.photinus.persistence.sql;

import io.photinus.persistence.Cursors;
import io.photinus.persistence.sql.CursorMapper.Position;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Positions in SQL. */
final class SqlCursors implements Cursors {
    private final Scope scope;

    SqlCursors(Scope scope) {
        this.scope = scope;
    }

    @Override
    public Optional<String> get(String namespace, String name) {
        return Optional.ofNullable(scope.reads(CursorMapper.class).find(namespace, name))
                .map(row -> Text.orEmpty(row.position()));
    }

    @Override
    public void set(String namespace, String name, String position) {
        scope.writes(CursorMapper.class).upsert(namespace, List.of(new Position(name, position)));
    }

    @Override
    public void setAll(String namespace, Map<String, String> positions) {
        CursorMapper mapper = scope.writes(CursorMapper.class);
        // Sorted, so that two writers lock rows in the same order.
        List<Position> rows = new TreeMap<>(positions)
                .entrySet().stream()
                        .map(entry -> new Position(entry.getKey(), entry.getValue()))
                        .toList();
        Chunks.ofRows(rows).forEach(chunk -> mapper.upsert(namespace, chunk));
    }

    @Override
    public void delete(String namespace, String name) {
        scope.writes(CursorMapper.class).delete(namespace, name);
    }
}
