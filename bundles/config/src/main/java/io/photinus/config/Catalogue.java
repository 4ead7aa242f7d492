package io.photinus.config;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The keys that exist, with their spelling, type and default (api 9.5 and our own). Read from {@code keys.txt}. The index
 * of a list entry stands as {@code []}. Immutable.
 */
final class Catalogue {
    /** Types whose content is free. */
    private static final List<String> FREE = List.of("map", "object");

    private static final Pattern INDEX = Pattern.compile("\\[\\d+]");

    /** A known key; {@code pattern} has {@code []} where a list entry stands. */
    record Key(String pattern, String type, @Nullable String defaultValue) {}

    private final Map<String, Key> keys = new LinkedHashMap<>();
    /** How the last word of every key, and of every section above one, is spelled; by its lower-case form. */
    private final Map<String, String> spelling = new LinkedHashMap<>();

    private Catalogue(List<String> lines) {
        Map<String, List<String>> blocks = new LinkedHashMap<>();
        for (String line : lines) {
            if (line.startsWith("@")) {
                String[] parts = line.substring(1).split(" ", 2);
                blocks.computeIfAbsent(parts[0], block -> new ArrayList<>()).add(parts[1]);
            }
        }
        for (String line : lines) {
            if (!line.startsWith("@")) {
                add("", line, blocks);
            }
        }
    }

    static Catalogue load() {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(Catalogue.class.getResourceAsStream("keys.txt")), StandardCharsets.UTF_8))) {
            return new Catalogue(in.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private void add(String prefix, String line, Map<String, List<String>> blocks) {
        String[] parts = line.split(" ", 3);
        if (parts[1].startsWith("+")) {
            for (String member : Objects.requireNonNull(blocks.get(parts[1].substring(1)), line)) {
                add(prefix + parts[0] + ".", member, blocks);
            }
            return;
        }
        String pattern = prefix + parts[0];
        keys.put(lower(pattern), new Key(pattern, parts[1], parts.length == 3 ? parts[2] : null));
        for (int end = pattern.length(); end > 0; end = pattern.lastIndexOf('.', end - 1)) {
            String section = withoutIndex(pattern.substring(0, end));
            spelling.putIfAbsent(lower(section), section.substring(section.lastIndexOf('.') + 1));
        }
    }

    Collection<Key> keys() {
        return keys.values();
    }

    /** The key that an absolute key with indexes means, or null. */
    @Nullable
    Key find(String key) {
        return keys.get(lower(INDEX.matcher(key).replaceAll("[]")));
    }

    /** Whether a value at this key is one that somebody may read: a known key, an entry of it, or below a free one. */
    boolean knows(String key) {
        String pattern = lower(INDEX.matcher(key).replaceAll("[]"));
        if (spelling.containsKey(withoutIndex(pattern))) {
            return true;
        }
        for (int end = pattern.lastIndexOf('.'); end > 0; end = pattern.lastIndexOf('.', end - 1)) {
            Key above = keys.get(pattern.substring(0, end));
            if (above != null) {
                return FREE.contains(above.type());
            }
        }
        return false;
    }

    /** Gives every part of a key that is known FireFly's spelling; the rest stays as it is written. */
    String spell(String key) {
        StringBuilder out = new StringBuilder();
        StringBuilder pattern = new StringBuilder();
        for (String part : key.split("\\.")) {
            if (!pattern.isEmpty()) {
                pattern.append('.');
                out.append('.');
            }
            int bracket = part.indexOf('[');
            String word = bracket < 0 ? part : part.substring(0, bracket);
            String index = part.substring(word.length());
            pattern.append(lower(word));
            out.append(spelling.getOrDefault(pattern.toString(), word)).append(index);
            pattern.append(index.isEmpty() ? "" : "[]");
        }
        return out.toString();
    }

    private static String withoutIndex(String pattern) {
        return pattern.endsWith("[]") ? pattern.substring(0, pattern.length() - 2) : pattern;
    }

    static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
