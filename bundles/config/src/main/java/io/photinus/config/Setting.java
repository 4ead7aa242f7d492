package io.photinus.config;

/**
 * One value of the configuration set.
 *
 * @param key the absolute key in FireFly's spelling, for example {@code plugins.database[0].sqlite3.url}
 * @param text the value as it was written
 */
record Setting(String key, String text, Kind kind) {
    /** What the file says the value is; environment and command line know texts only. */
    enum Kind {
        TEXT,
        NUMBER,
        BOOLEAN,
        /** A key without value: counts as not set. */
        NULL,
        EMPTY_LIST,
        EMPTY_MAP
    }
}
