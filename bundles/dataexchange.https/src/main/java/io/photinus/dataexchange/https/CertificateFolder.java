package io.photinus.dataexchange.https;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder with {@code key.pem} and {@code cert.pem}. Both are made when both are missing; what is there is never
 * overwritten. A crash at any moment leaves both or none, for the next opening. Used by one process at a time.
 */
final class CertificateFolder {
    private static final Logger LOG = LoggerFactory.getLogger(CertificateFolder.class);
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> EVERYBODY_READS = PosixFilePermissions.fromString("rw-r--r--");

    private final Path folder;
    private final Path keyFile;
    private final Path newKeyFile;
    private final Path certificateFile;

    CertificateFolder(Path folder) {
        this.folder = folder;
        this.keyFile = folder.resolve("key.pem");
        this.newKeyFile = folder.resolve("key.pem.new");
        this.certificateFile = folder.resolve("cert.pem");
    }

    /**
     * Reads certificate and key, or makes them.
     *
     * @param peerId the organisation of a new certificate
     * @param host the host name of a new certificate
     */
    PeerCertificate open(String peerId, String host, Instant now) throws IOException, UnusableCertificateException {
        Files.createDirectories(folder);
        boolean certificate = Files.exists(certificateFile);
        if (certificate && !Files.exists(keyFile) && Files.exists(newKeyFile)) {
            // A process died between the two moves of make().
            move(newKeyFile, keyFile);
        }
        if (certificate != Files.exists(keyFile)) {
            throw new UnusableCertificateException((certificate ? "key.pem" : "cert.pem") + " is missing beside "
                    + (certificate ? "cert.pem" : "key.pem") + "; put it there, or move both away to get new ones");
        }
        return certificate ? read(now) : make(peerId, host, now);
    }

    private PeerCertificate read(Instant now) throws IOException, UnusableCertificateException {
        warnOfLooseKey();
        PeerCertificate certificate = new PeerCertificate(readCertificate(), readKey());
        certificate.requireKeyOfCertificate();
        certificate.requireValidAt(now);
        return certificate;
    }

    private X509Certificate readCertificate() throws IOException, UnusableCertificateException {
        try (InputStream pem = Files.newInputStream(certificateFile)) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(pem);
        } catch (CertificateException malformed) {
            throw new UnusableCertificateException("cert.pem is not an X.509 certificate in PEM form", malformed);
        }
    }

    private PrivateKey readKey() throws IOException, UnusableCertificateException {
        try (Reader text = Files.newBufferedReader(keyFile, StandardCharsets.US_ASCII);
                PEMParser pem = new PEMParser(text)) {
            for (Object object = pem.readObject(); object != null; object = pem.readObject()) {
                // Other blocks, such as the EC parameters that OpenSSL writes, are skipped.
                if (object instanceof PEMKeyPair pair) {
                    return new JcaPEMKeyConverter().getPrivateKey(pair.getPrivateKeyInfo());
                }
                if (object instanceof PrivateKeyInfo info) {
                    return new JcaPEMKeyConverter().getPrivateKey(info);
                }
            }
        } catch (FileSystemException unreadable) {
            throw unreadable;
        } catch (IOException malformed) {
            throw new UnusableCertificateException("key.pem is not an unencrypted private key in PEM form", malformed);
        }
        throw new UnusableCertificateException("key.pem is not an unencrypted private key in PEM form");
    }

    private void warnOfLooseKey() throws IOException {
        if (!posix()) {
            return;
        }
        Set<PosixFilePermission> loose = EnumSet.noneOf(PosixFilePermission.class);
        loose.addAll(Files.getPosixFilePermissions(keyFile));
        loose.removeAll(OWNER_ONLY);
        if (!loose.isEmpty()) {
            LOG.warn("{} can be used by others ({}): make it readable by its owner only", keyFile, loose);
        }
    }

    private PeerCertificate make(String peerId, String host, Instant now) throws IOException {
        PeerCertificate made;
        try {
            KeyPair pair = CertificateMint.newKey();
            made = CertificateMint.selfSigned(pair, peerId, host, now);
        } catch (GeneralSecurityException impossible) {
            throw new IOException("a certificate cannot be made", impossible);
        }
        Path newCertificateFile = folder.resolve("cert.pem.new");
        write(newKeyFile, PeerCertificate.pem("PRIVATE KEY", made.key().getEncoded()), OWNER_ONLY);
        write(newCertificateFile, made.pem(), EVERYBODY_READS);
        // In this order: a key alone would look like one of somebody who lost the certificate.
        move(newCertificateFile, certificateFile);
        move(newKeyFile, keyFile);
        LOG.info("Made a certificate of peer {} for host {} in {}", peerId, host, folder);
        return made;
    }

    private void write(Path file, String text, Set<PosixFilePermission> permissions) throws IOException {
        Files.deleteIfExists(file);
        FileAttribute<?>[] attributes = posix()
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
                : new FileAttribute<?>[0];
        Set<StandardOpenOption> options = EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (FileChannel channel = FileChannel.open(file, options, attributes)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    private void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel entries = FileChannel.open(folder, StandardOpenOption.READ)) {
            entries.force(true);
        }
    }

    private boolean posix() {
        return folder.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
