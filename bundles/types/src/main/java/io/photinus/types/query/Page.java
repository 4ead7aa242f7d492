package io.photinus.types.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a query found.
 *
 * @param total all matches, when the query asked for the count
 */
public record Page<T>(List<T> items, @Nullable Long total) {
    public Page {
        items = List.copyOf(items);
    }
}
