package io.photinus.types.query;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A collection of the API that can be listed (api 6.3).
 *
 * @param name the name in paths, for example {@code messages}
 * @param type the record that a list holds; {@code Void} while this node does not store such records, so that the set can
 *     be described but not listed
 */
public record RecordSet<T>(String name, Class<T> type, List<Field> fields) {
    public RecordSet {
        fields = List.copyOf(fields);
    }

    /** Whether this node stores such records. */
    public boolean stored() {
        return type != Void.class;
    }

    /** Finds a field without regard to case. */
    public Optional<Field> field(String fieldName) {
        String lower = fieldName.toLowerCase(Locale.ROOT);
        return fields.stream().filter(field -> field.name().equals(lower)).findFirst();
    }

    /** Like {@link #field}, for names that are known to exist. */
    public Field require(String fieldName) {
        return field(fieldName)
                .orElseThrow(() -> new IllegalArgumentException("no field " + fieldName + " in " + name));
    }
}
