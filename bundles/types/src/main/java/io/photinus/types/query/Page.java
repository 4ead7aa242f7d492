package io.photinus.types.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a query found.
 *
 * @param total all matches, when the query asked for the count
 * @param capped whether there are more matches than the query counts, so that {@code total} is only where counting ended
 */
public record Page<T>(List<T> items, @Nullable Long total, boolean capped) {
    public Page {
        items = List.copyOf(items);
    }

    public Page(List<T> items, @Nullable Long total) {
        this(items, total, false);
    }
}
