package io.photinus.persistence.sql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Texts as columns hold them: an absent one is empty, a list is joined with commas. */
final class Text {
    private Text() {}

    static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    static String join(List<String> items) {
        return String.join(",", items);
    }

    static List<String> split(@Nullable String joined) {
        return joined == null || joined.isEmpty() ? List.of() : List.of(joined.split(",", -1));
    }
}
