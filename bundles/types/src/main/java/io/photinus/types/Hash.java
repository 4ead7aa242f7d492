package io.photinus.types;

import io.photinus.types.error.ErrorCode;
import io.photinus.types.error.NodeProblem;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Thirty-two bytes, written as 64 lower-case hex digits without prefix (protocol 1.2, Bytes32). Immutable. */
public final class Hash implements Comparable<Hash> {
    /** The size in bytes. */
    public static final int SIZE = 32;

    private static final HexFormat FORMAT = HexFormat.of();

    private final byte[] bytes;

    private Hash(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Copies exactly 32 bytes. */
    public static Hash of(byte[] bytes) {
        if (bytes.length != SIZE) {
            throw new NodeProblem(ErrorCode.FF00107);
        }
        return new Hash(bytes.clone());
    }

    /**
     * Parses 64 hex digits in any case, with or without {@code 0x}.
     *
     * @throws NodeProblem FF00106 for text that is not hex, FF00107 for another length
     */
    public static Hash parse(String text) {
        String digits = text.startsWith("0x") ? text.substring(2) : text;
        byte[] bytes;
        try {
            bytes = digits.length() > 2 * SIZE ? new byte[0] : FORMAT.parseHex(digits);
        } catch (IllegalArgumentException notHex) {
            throw new NodeProblem(ErrorCode.FF00106, notHex, text);
        }
        if (bytes.length != SIZE) {
            throw new NodeProblem(ErrorCode.FF00107);
        }
        return new Hash(bytes);
    }

    /** Like {@link #parse}; an empty text is no hash. */
    public static @Nullable Hash parseOrNull(String text) {
        return text.isEmpty() ? null : parse(text);
    }

    /** SHA-256 over the parts, one after another, without separators. */
    public static Hash sha256(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return new Hash(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    /** SHA-256 over the UTF-8 form of a text. */
    public static Hash sha256(String text) {
        return sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public int compareTo(Hash other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Hash hash && Arrays.equals(hash.bytes, bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** The 64 hex digits. */
    @Override
    public String toString() {
        return FORMAT.formatHex(bytes);
    }
}
