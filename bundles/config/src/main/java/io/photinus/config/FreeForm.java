package io.photinus.config;

import io.photinus.types.json.JsonInputException;
import io.photinus.types.json.JsonNumber;
import io.photinus.types.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns a section with free content, such as a contract's location, into what the JSON codec writes. */
final class FreeForm {
    private static final Pattern JSON_NUMBER = Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?");
    private static final Pattern STEP = Pattern.compile("[^\\[\\].]+|\\[\\d+]");

    private FreeForm() {}

    /**
     * The object below a key, or null when nothing is set. A text counts as JSON, since environment and command line know
     * no other form.
     *
     * @throws BadSetting for anything but an object
     */
    static @Nullable Object read(Settings settings, String key) {
        if (!settings.has(key)) {
            return null;
        }
        String absolute = settings.key(key);
        Setting single = settings.values().stream()
                .filter(setting -> setting.key().equalsIgnoreCase(absolute))
                .findFirst()
                .orElse(null);
        if (single != null) {
            return single(single);
        }
        Map<String, @Nullable Object> root = new LinkedHashMap<>();
        for (Setting setting : settings.section(key).values()) {
            String relative = setting.key().substring(absolute.length());
            if (relative.startsWith("[")) {
                throw new BadSetting(absolute + " is a list, but an object is expected");
            }
            insert(root, relative.substring(1), value(setting));
        }
        return root;
    }

    private static @Nullable Object single(Setting setting) {
        if (setting.kind() == Setting.Kind.EMPTY_MAP) {
            return Map.of();
        }
        try {
            return JsonObject.parse(setting.text());
        } catch (JsonInputException notAnObject) {
            throw new BadSetting(setting.key(), setting.text(), "an object");
        }
    }

    @SuppressWarnings("unchecked")
    private static void insert(Map<String, @Nullable Object> root, String path, @Nullable Object value) {
        List<String> steps = new ArrayList<>();
        Matcher matcher = STEP.matcher(path);
        while (matcher.find()) {
            steps.add(matcher.group());
        }
        Object at = root;
        for (int i = 0; i < steps.size(); i++) {
            String step = steps.get(i);
            boolean last = i == steps.size() - 1;
            boolean listNext = !last && steps.get(i + 1).startsWith("[");
            Object fresh = last ? value : listNext ? new ArrayList<>() : new LinkedHashMap<>();
            if (at instanceof List<?>) {
                List<@Nullable Object> list = (List<@Nullable Object>) at;
                int index = Integer.parseInt(step.substring(1, step.length() - 1));
                while (list.size() <= index) {
                    list.add(null);
                }
                if (last || list.get(index) == null) {
                    list.set(index, fresh);
                }
                at = list.get(index);
            } else {
                Map<String, @Nullable Object> map = (Map<String, @Nullable Object>) at;
                if (last || map.get(step) == null) {
                    map.put(step, fresh);
                }
                at = map.get(step);
            }
            if (at == null) {
                return;
            }
        }
    }

    private static @Nullable Object value(Setting setting) {
        return switch (setting.kind()) {
            case NULL -> null;
            case EMPTY_LIST -> List.of();
            case EMPTY_MAP -> Map.of();
            case BOOLEAN -> Boolean.valueOf(setting.text());
            case NUMBER -> number(setting.text());
            case TEXT -> setting.text();
        };
    }

    private static Object number(String text) {
        if (JSON_NUMBER.matcher(text).matches()) {
            return new JsonNumber(text);
        }
        try {
            return Long.decode(text);
        } catch (NumberFormatException notOne) {
            // An address such as 0x12…, which YAML takes for a huge number.
            return text;
        }
    }
}
