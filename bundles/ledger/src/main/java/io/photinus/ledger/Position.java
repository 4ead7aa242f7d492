package io.photinus.ledger;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A place on the ledger. Its text, the protocol id, sorts as the ledger does; the log index is always zero. */
record Position(long block, int transaction) {
    private static final Pattern TEXT = Pattern.compile("(\\d{12})/(\\d{6})/\\d{6}");

    /** An index that no block reaches. */
    static final int LAST = 999_999;

    static @Nullable Position parse(String text) {
        Matcher parts = TEXT.matcher(text);
        return parts.matches() ? new Position(Long.parseLong(parts.group(1)), Integer.parseInt(parts.group(2))) : null;
    }

    @Override
    public String toString() {
        return String.format("%012d/%06d/000000", block, transaction);
    }
}
