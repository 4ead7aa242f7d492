package io.photinus.blockchain.ledger;

import io.photinus.types.Names;
import io.photinus.types.Verifier;
import io.photinus.types.error.ErrorCode;
import io.photinus.types.error.NodeProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A directory of files {@code <name>.key}, each with a private key in hex. A file that is added is found on the next miss; one
 * that is changed or removed is noticed at the next start. Thread-safe.
 */
final class KeyDirectory {
    private static final Logger LOG = LoggerFactory.getLogger(KeyDirectory.class);
    private static final Pattern ADDRESS = Pattern.compile("(?:0x)?([0-9a-f]{40})");
    private static final String SUFFIX = ".key";
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final Path directory;
    private final boolean create;
    private final Map<String, SigningKey> byName = new HashMap<>();
    private final Map<String, SigningKey> byAddress = new HashMap<>();
    private final Set<Path> malformedFiles = new HashSet<>();

    /** @param create whether a name that is unknown gets a new key when something is to be signed with it */
    KeyDirectory(Path directory, boolean create) {
        this.directory = directory;
        this.create = create;
    }

    /** Turns a name or an address into the canonical address, as {@code BlockchainPlugin.resolveKey} says. */
    String resolve(String reference, boolean forSigning) {
        var address = ADDRESS.matcher(reference.toLowerCase(Locale.ROOT));
        if (address.matches()) {
            String canonical = "0x" + address.group(1);
            return forSigning ? signer(canonical).address() : canonical;
        }
        return named(reference, forSigning).address();
    }

    /**
     * The key that signs for a canonical address.
     *
     * @throws NodeProblem FF10353 when it is not here
     */
    synchronized SigningKey signer(String address) {
        SigningKey key = byAddress.get(address);
        if (key == null) {
            scan();
            key = byAddress.get(address);
        }
        if (key == null) {
            throw new NodeProblem(ErrorCode.FF10353, address, Verifier.ETHEREUM_ADDRESS);
        }
        return key;
    }

    /**
     * The key with a name.
     *
     * @throws NodeProblem FF10141 when there is none and none may be made
     */
    synchronized SigningKey named(String name, boolean forSigning) {
        SigningKey key = byName.get(name);
        if (key == null && Names.isName(name) && !name.toLowerCase(Locale.ROOT).startsWith("0x")) {
            key = load(name);
            if (key == null && forSigning && create) {
                key = make(name);
            }
        }
        if (key == null) {
            throw new NodeProblem(ErrorCode.FF10141, name);
        }
        return key;
    }

    /** The addresses of all keys that were met so far. */
    synchronized Set<String> addresses() {
        return Set.copyOf(byAddress.keySet());
    }

    /** Reads all keys that are new. */
    synchronized void scan() {
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*" + SUFFIX)) {
            for (Path each : files) {
                String file = String.valueOf(each.getFileName());
                String name = file.substring(0, file.length() - SUFFIX.length());
                if (!byName.containsKey(name)) {
                    load(name);
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the keys in " + directory + " cannot be listed", unreadable);
        }
    }

    private @Nullable SigningKey load(String name) {
        Path file = directory.resolve(name + SUFFIX);
        if (!Files.exists(file)) {
            return null;
        }
        try {
            return remember(name, SigningKey.of(Files.readString(file)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the key " + file + " cannot be read", unreadable);
        } catch (IllegalArgumentException malformed) {
            // The parser's own message would show what is in the file.
            if (malformedFiles.add(file)) {
                LOG.warn("{} does not hold a private key of 64 hex digits; it is left alone", file);
            }
            return null;
        }
    }

    /** A key is used after it is on disk only: what was signed with a lost key could never be claimed again. */
    private SigningKey make(String name) {
        String hex = SigningKey.randomHex();
        Path file = directory.resolve(name + SUFFIX);
        try {
            Files.createDirectories(directory);
            Path draft = Files.createTempFile(directory, name, ".new", OWNER_ONLY);
            try {
                write(draft, hex + "\n");
                // Fails, and replaces nothing, when another process was faster or the file holds something else.
                Files.createLink(file, draft);
            } finally {
                Files.delete(draft);
            }
            force(directory);
        } catch (IOException failed) {
            throw new UncheckedIOException("the key " + file + " cannot be made", failed);
        }
        SigningKey key = remember(name, SigningKey.of(hex));
        LOG.info("made the key {} for {}", file, key.address());
        return key;
    }

    private static void write(Path file, String text) throws IOException {
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.WRITE)) {
            out.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
            out.force(true);
        }
    }

    private static void force(Path folder) throws IOException {
        try (FileChannel entries = FileChannel.open(folder, StandardOpenOption.READ)) {
            entries.force(true);
        }
    }

    private SigningKey remember(String name, SigningKey key) {
        byName.put(name, key);
        byAddress.put(key.address(), key);
        return key;
    }
}
