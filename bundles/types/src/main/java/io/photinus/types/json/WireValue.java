package io.photinus.types.json;

import java.util.Locale;

/** An enum constant that knows its JSON text. In input, case does not matter (protocol 1.2, FFEnum). */
public interface WireValue {
    /** The enum constant's own name; implemented by {@link Enum}. */
    String name();

    /** Returns the text on the wire: by default the constant's name in lower case. */
    default String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
