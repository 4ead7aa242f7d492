package io.photinus.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The configuration set, or one section of it. Immutable. Keys are relative to the section and match without case. A getter
 * falls back to the default of the catalogue and throws {@link BadSetting} for a value of another kind.
 */
final class Settings {
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private final Catalogue catalogue;
    private final Map<String, Setting> all;
    private final String path;

    /** @param all every value, by its absolute key in lower case */
    Settings(Catalogue catalogue, Map<String, Setting> all) {
        this(catalogue, new LinkedHashMap<>(all), "");
    }

    private Settings(Catalogue catalogue, Map<String, Setting> all, String path) {
        this.catalogue = catalogue;
        this.all = all;
        this.path = path;
    }

    /** The absolute key of something in this section, as error sentences name it. */
    String key(String relative) {
        String joined = path.isEmpty() ? relative : relative.isEmpty() ? path : path + "." + relative;
        return catalogue.spell(joined);
    }

    Catalogue catalogue() {
        return catalogue;
    }

    Settings section(String relative) {
        String key = key(relative);
        Setting here = all.get(Catalogue.lower(key));
        if (here != null && here.kind() != Setting.Kind.EMPTY_MAP && here.kind() != Setting.Kind.NULL) {
            throw new BadSetting(key, shown(here), "a section with keys below it");
        }
        return new Settings(catalogue, all, key);
    }

    /** The entries of a list of sections. */
    List<Settings> entries(String relative) {
        String key = key(relative);
        Setting here = all.get(Catalogue.lower(key));
        boolean unset = here == null
                || here.kind() == Setting.Kind.EMPTY_LIST
                || here.kind() == Setting.Kind.EMPTY_MAP
                || here.kind() == Setting.Kind.NULL;
        if (here != null && !unset) {
            throw new BadSetting(key, shown(here), "a list of entries");
        }
        String below = Catalogue.lower(key) + ".";
        for (Setting setting : all.values()) {
            if (Catalogue.lower(setting.key()).startsWith(below)) {
                throw new BadSetting(key + " has the key " + setting.key().substring(below.length())
                        + ", but a list of entries is expected");
            }
        }
        List<Settings> entries = new ArrayList<>();
        for (int i = 0; i < size(all, key); i++) {
            entries.add(section(relative + "[" + i + "]"));
        }
        return entries;
    }

    /** How many entries a list has: one more than the highest index in use. */
    static int size(Map<String, Setting> all, String key) {
        String start = Catalogue.lower(key) + "[";
        int size = 0;
        for (String other : all.keySet()) {
            if (other.startsWith(start)) {
                int end = other.indexOf(']', start.length());
                size = Math.max(size, Integer.parseInt(other.substring(start.length(), end)) + 1);
            }
        }
        return size;
    }

    /** The text of a key that is set to something, or null. */
    @Nullable
    String find(String relative) {
        String key = key(relative);
        Setting here = all.get(Catalogue.lower(key));
        if (here == null) {
            for (String other : all.keySet()) {
                if (other.startsWith(Catalogue.lower(key) + ".") || other.startsWith(Catalogue.lower(key) + "[")) {
                    throw new BadSetting(key + " has keys or entries below it, but a single value is expected");
                }
            }
            return null;
        }
        return switch (here.kind()) {
            case NULL -> null;
            case EMPTY_LIST, EMPTY_MAP -> throw new BadSetting(key, shown(here), "a single value");
            default -> here.text();
        };
    }

    /** The text, or the default, or the empty text. */
    String text(String relative) {
        String text = find(relative);
        return text == null ? fallback(relative) : text;
    }

    int integer(String relative, int min, int max) {
        return value(relative, "a whole number from " + min + " to " + max, text -> {
            int number = Integer.parseInt(text);
            return number < min || number > max ? null : number;
        });
    }

    double decimal(String relative) {
        return value(relative, "a number", Double::valueOf);
    }

    /** A duration in milliseconds. */
    long millis(String relative) {
        return value(relative, "a duration such as 1m30s or 250ms, or whole milliseconds,", Units::millis);
    }

    /** A size in bytes. */
    long bytes(String relative) {
        return value(relative, "a size such as 16Kb, 1Mb or whole bytes", Units::bytes);
    }

    boolean flag(String relative) {
        return value(relative, "true or false", Units::flag);
    }

    /** A list of texts: a YAML list, or one text with spaces between them. */
    List<String> texts(String relative) {
        String key = key(relative);
        int size = size(all, key);
        if (size > 0) {
            List<String> texts = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                String text = find(relative + "[" + i + "]");
                if (text != null && !text.isBlank()) {
                    texts.add(text.strip());
                }
            }
            return List.copyOf(texts);
        }
        Setting here = all.get(Catalogue.lower(key));
        if (here != null && here.kind() == Setting.Kind.EMPTY_LIST) {
            return List.of();
        }
        String text = text(relative).strip();
        return text.isEmpty() ? List.of() : List.of(SPACE.split(text));
    }

    /** Whether the key has a value, or anything stands below it. */
    boolean has(String relative) {
        String key = Catalogue.lower(key(relative));
        Setting here = all.get(key);
        return here != null && here.kind() != Setting.Kind.NULL
                || all.keySet().stream().anyMatch(other -> other.startsWith(key + ".") || other.startsWith(key + "["));
    }

    /** Every value below this section, in the order in which it was written. */
    List<Setting> values() {
        String lower = Catalogue.lower(path);
        return all.values().stream()
                .filter(setting -> path.isEmpty() || isBelow(Catalogue.lower(setting.key()), lower))
                .toList();
    }

    /** Every value below this section as flat texts with dotted relative keys; lists of texts joined by spaces. */
    Map<String, String> flat() {
        Map<String, String> flat = new LinkedHashMap<>();
        for (Setting setting : values()) {
            String key = setting.key().length() == path.length()
                    ? ""
                    : setting.key().substring(path.length() + (path.isEmpty() ? 0 : 1));
            boolean valued = Arrays.asList(Setting.Kind.TEXT, Setting.Kind.NUMBER, Setting.Kind.BOOLEAN)
                    .contains(setting.kind());
            if (key.isEmpty() || !valued) {
                continue;
            }
            if (key.endsWith("]")) {
                String list = key.substring(0, key.lastIndexOf('['));
                flat.merge(list, setting.text(), (before, next) -> before + " " + next);
            } else {
                flat.put(key, setting.text());
            }
        }
        return flat;
    }

    static boolean isBelow(String key, String section) {
        return key.length() > section.length()
                && key.startsWith(section)
                && (key.charAt(section.length()) == '.' || key.charAt(section.length()) == '[');
    }

    private <T> T value(String relative, String expected, Function<String, @Nullable T> parse) {
        String text = text(relative).strip();
        if (text.isEmpty()) {
            text = fallback(relative);
        }
        @Nullable T parsed = null;
        try {
            parsed = parse.apply(text);
        } catch (IllegalArgumentException | ArithmeticException notOne) {
            throw new BadSetting(key(relative), text, expected);
        }
        if (parsed == null) {
            throw new BadSetting(key(relative), text, expected);
        }
        return parsed;
    }

    private String fallback(String relative) {
        Catalogue.Key known = catalogue.find(key(relative));
        return known == null || known.defaultValue() == null ? "" : known.defaultValue();
    }

    private static String shown(Setting setting) {
        return switch (setting.kind()) {
            case EMPTY_LIST -> "[]";
            case EMPTY_MAP -> "{}";
            default -> setting.text();
        };
    }
}
