package io.photinus.sharedstorage.local;

import io.photinus.types.Hash;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Names content by its hash. The text form is {@code sha256-} and 64 lower-case hex digits; nothing else is accepted, so a
 * reference that came over the ledger cannot lead out of the folder.
 */
record Reference(Hash hash) {
    private static final Pattern FORM = Pattern.compile("sha256-[0-9a-f]{64}");
    private static final String PREFIX = "sha256-";
    private static final int SHARD_DIGITS = 3;

    /** Returns null for a text of another form. */
    static @Nullable Reference parse(String text) {
        return FORM.matcher(text).matches() ? new Reference(Hash.parse(text.substring(PREFIX.length()))) : null;
    }

    /** The sub-folder that holds the content; 4096 of them keep folders small with millions of files. */
    String shard() {
        return hash.toString().substring(0, SHARD_DIGITS);
    }

    String fileName() {
        return hash.toString();
    }

    @Override
    public String toString() {
        return PREFIX + hash;
    }
}
