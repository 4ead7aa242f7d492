package io.photinus.types;

import io.photinus.types.error.ErrorCode;
import io.photinus.types.error.NodeProblem;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** UUIDs with the leniency of FireFly's parser (protocol 1.2). The canonical, lower-case text is {@link UUID#toString()}. */
public final class Ids {
    private static final Pattern DASHED =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{32}");

    private static final SecureRandom RANDOM = new SecureRandom();

    private Ids() {}

    /**
     * A new id: UUID version 7, whose first 48 bits are the time in milliseconds. Rows that are written together then stand
     * together in every index, so that writing does not get slower as tables grow. Peers take any version.
     */
    public static UUID next(Instant now) {
        byte[] random = new byte[10];
        RANDOM.nextBytes(random);
        ByteBuffer bits = ByteBuffer.wrap(random);
        long high = now.toEpochMilli() << 16 | 0x7000 | bits.getShort() & 0x0fff;
        long low = bits.getLong() & 0x3fff_ffff_ffff_ffffL | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    /**
     * Parses any of: canonical form, upper case, {@code urn:uuid:}, braces, 32 hex digits.
     *
     * @throws NodeProblem FF00138
     */
    public static UUID parse(String text) {
        UUID id = tryParse(text);
        if (id == null) {
            throw new NodeProblem(ErrorCode.FF00138, text);
        }
        return id;
    }

    /** Like {@link #parse}; an empty text is no id. */
    public static @Nullable UUID parseOrNull(String text) {
        return text.isEmpty() ? null : parse(text);
    }

    /** Returns null for a text that is no UUID in any accepted form. */
    public static @Nullable UUID tryParse(String text) {
        if (text.length() > 45) {
            return null;
        }
        String plain = text.toLowerCase(Locale.ROOT);
        if (plain.startsWith("urn:uuid:")) {
            plain = plain.substring("urn:uuid:".length());
        } else if (plain.length() == 38 && plain.startsWith("{") && plain.endsWith("}")) {
            plain = plain.substring(1, 37);
        }
        if (DASHED.matcher(plain).matches()) {
            return UUID.fromString(plain);
        }
        if (HEX.matcher(plain).matches()) {
            return new UUID(
                    Long.parseUnsignedLong(plain.substring(0, 16), 16),
                    Long.parseUnsignedLong(plain.substring(16), 16));
        }
        return null;
    }

    /** The 16 bytes of an id, big-endian. */
    public static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }
}
