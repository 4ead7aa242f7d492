package io.photinus.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lays the sources over each other: file, then environment, then command line (api 9.1). Used by one thread. */
final class SettingsBuilder {
    static final String ENVIRONMENT_PREFIX = "FIREFLY_";

    private static final Pattern WORDS =
            Pattern.compile("[^\\[\\].\\s]+(\\[\\d{1,4}])?(\\.[^\\[\\].\\s]+(\\[\\d{1,4}])?)*");
    private static final Pattern ENTRY = Pattern.compile("\\[(\\d+)]");

    private final Catalogue catalogue;
    private final Map<String, Setting> all = new LinkedHashMap<>();
    private final List<String> unknown = new ArrayList<>();

    SettingsBuilder(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** Sets a value; what stood at this key, below it or in its place above it is gone. */
    void add(String key, String text, Setting.Kind kind) {
        String spelled = catalogue.spell(key);
        String lower = Catalogue.lower(spelled);
        all.keySet().removeIf(other -> Settings.isBelow(other, lower) || Settings.isBelow(lower, other));
        all.put(lower, new Setting(spelled, text, kind));
    }

    /** Forgets a key and everything below it. */
    void clear(String key) {
        String lower = Catalogue.lower(catalogue.spell(key));
        all.keySet().removeIf(other -> other.equals(lower) || Settings.isBelow(other, lower));
    }

    /**
     * Applies the variables that name a known key, or a key that the file has. A list cannot be made longer; an empty
     * variable counts as not set.
     *
     * @return how many were used
     */
    int environment(Map<String, String> variables) {
        Map<String, String> names = new LinkedHashMap<>();
        for (Catalogue.Key known : catalogue.keys()) {
            instances(known.pattern()).forEach(key -> names.put(variable(key), key));
        }
        all.values().forEach(setting -> names.putIfAbsent(variable(setting.key()), setting.key()));
        int used = 0;
        for (Map.Entry<String, String> variable : new TreeMap<>(variables).entrySet()) {
            if (!variable.getKey().startsWith(ENVIRONMENT_PREFIX)
                    || variable.getValue().isEmpty()) {
                continue;
            }
            String key = names.get(variable.getKey());
            if (key == null) {
                unknown.add(variable.getKey());
            } else {
                add(key, variable.getValue(), Setting.Kind.TEXT);
                used++;
            }
        }
        return used;
    }

    /**
     * Applies {@code key=value} lines of the command line. A key may name a list entry, also the one after the last.
     *
     * @return how many there were
     */
    int overrides(String lines) {
        int used = 0;
        for (String line : lines.split("\\R")) {
            if (line.isBlank()) {
                continue;
            }
            int equals = line.indexOf('=');
            String key = equals < 0 ? "" : line.substring(0, equals).strip();
            if (!WORDS.matcher(key).matches()) {
                // The line itself is not shown: its value may be a secret.
                throw new BadSetting("Override " + (used + 1) + " is not of the form key=value, for example"
                        + " plugins.database[0].sqlite3.url=node.db");
            }
            checkIndexes(key);
            add(key, line.substring(equals + 1), Setting.Kind.TEXT);
            used++;
        }
        return used;
    }

    private void checkIndexes(String key) {
        Matcher entry = ENTRY.matcher(key);
        while (entry.find()) {
            String list = key.substring(0, entry.start());
            int size = Settings.size(all, list);
            if (Integer.parseInt(entry.group(1)) > size) {
                throw new BadSetting("The override " + key + " names an entry of " + list
                        + " that would leave a gap: it has " + size + (size == 1 ? " entry" : " entries"));
            }
        }
    }

    /** Every key that a pattern means, with the list entries that exist. */
    private List<String> instances(String pattern) {
        int brackets = pattern.indexOf("[]");
        if (brackets < 0) {
            return List.of(pattern);
        }
        String list = pattern.substring(0, brackets);
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < Settings.size(all, list); i++) {
            keys.addAll(instances(list + "[" + i + "]" + pattern.substring(brackets + 2)));
        }
        return keys;
    }

    private static String variable(String key) {
        return ENVIRONMENT_PREFIX
                + key.replace("].", ".")
                        .replace("]", "")
                        .replace('[', '.')
                        .replace('.', '_')
                        .toUpperCase(Locale.ROOT);
    }

    /** Names of variables that mean nothing here. */
    List<String> unknownVariables() {
        return List.copyOf(unknown);
    }

    Settings build() {
        return new Settings(catalogue, all);
    }
}
