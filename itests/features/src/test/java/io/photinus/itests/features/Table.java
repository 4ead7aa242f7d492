package io.photinus.itests.features;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A checked-in table: lines of cells with {@code |} between, the first cell is the key. */
final class Table {
    private Table() {}

    static Map<String, List<String>> read(String resource) {
        try (InputStream content = Table.class.getResourceAsStream("/" + resource)) {
            Map<String, List<String>> rows = new TreeMap<>();
            new String(content.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> List.of(line.split("\\s*\\|\\s*")))
                    .forEach(cells -> rows.put(cells.get(0).strip(), cells.subList(1, cells.size())));
            return rows;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(resource, unreadable);
        }
    }
}
