package io.photinus.database.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Optional;

/** The key by which this process shows who it is. */
final class ClientKey {
    private ClientKey() {}

    /**
     * The algorithm of a key, which its own file does not tell the driver: that of the certificate. Empty when the file cannot
     * be read; the driver will say so in its own words.
     */
    static Optional<String> algorithm(String certificate) {
        try (InputStream content = Files.newInputStream(Path.of(certificate))) {
            return Optional.of(CertificateFactory.getInstance("X.509")
                    .generateCertificate(content)
                    .getPublicKey()
                    .getAlgorithm());
        } catch (IOException | CertificateException | InvalidPathException unreadable) {
            return Optional.empty();
        }
    }
}
