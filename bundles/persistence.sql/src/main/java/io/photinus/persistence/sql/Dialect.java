package io.photinus.persistence.sql;

import org.jspecify.annotations.Nullable;

/** Where the lists must speak differently to different databases. */
enum Dialect {
    SQLITE {
        /** The longest pattern that LIKE takes, in bytes; a character has at most three for each of its chars. */
        private static final int LONGEST_PATTERN = 50_000 / 3;

        @Override
        String anyOf(String column, String list, boolean numbers) {
            return column + " in (select value from json_each(" + list + "))";
        }

        @Override
        boolean takesPattern(String pattern) {
            return pattern.length() <= LONGEST_PATTERN;
        }

        @Override
        @Nullable
        String beginCursor() {
            return null;
        }
    },
    POSTGRES {
        @Override
        String anyOf(String column, String list, boolean numbers) {
            return column + " = any (array(select v" + (numbers ? "::bigint" : "")
                    + " from jsonb_array_elements_text(cast(" + list + " as jsonb)) as listed (v)))";
        }

        @Override
        boolean takesPattern(String pattern) {
            return true;
        }

        @Override
        String beginCursor() {
            // While a slow client reads, the transaction looks idle; who asked for the stream limits its time.
            return "set local idle_in_transaction_session_timeout = 0";
        }
    };

    /** By the name that a database plugin gives. */
    static Dialect of(@Nullable String name) {
        return "postgres".equals(name) ? POSTGRES : SQLITE;
    }

    /**
     * Whether a column has one of many values. They are bound as one JSON array, since the number of bound values is limited
     * and each costs the time to parse its place.
     */
    abstract String anyOf(String column, String list, boolean numbers);

    /** Whether LIKE can be used with a pattern of this length. */
    abstract boolean takesPattern(String pattern);

    /**
     * The first statement of a transaction in which rows come one after the other; null where they always do, without a
     * transaction.
     */
    abstract @Nullable String beginCursor();
}
