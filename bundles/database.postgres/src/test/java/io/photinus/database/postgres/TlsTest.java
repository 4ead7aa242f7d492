package io.photinus.database.postgres;

import io.photinus.tools.postgres.PostgresServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static io.photinus.database.postgres.PostgresFixture.query;
import static io.photinus.database.postgres.PostgresFixture.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TlsTest {
    private static final String PASSWORD = "changeit";

    /** As in the distribution; held here because loggers are forgotten. */
    private static final Logger DRIVER = Logger.getLogger("org.postgresql");

    @TempDir
    static Path directory;

    private static PostgresServer server;

    @BeforeAll
    static void startServerWithTls() throws Exception {
        DRIVER.setLevel(Level.OFF);
        authority("ca");
        authority("stranger");
        certificate("server", "CN=somewhere", "san=ip:127.0.0.1");
        certificate("elsewhere", "CN=elsewhere", "san=dns:elsewhere.example");
        certificate("client", "CN=photinus", "san=dns:client");
        server = start("server");
    }

    private static PostgresServer start(String certificate) {
        return PostgresServer.temporary()
                .withoutFsync()
                .set("ssl", "on")
                .set("ssl_cert_file", file(certificate + ".crt"))
                .set("ssl_key_file", file(certificate + ".pem"))
                .set("ssl_ca_file", file("ca.crt"))
                .start();
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    private static String file(String name) {
        return directory.resolve(name).toString();
    }

    private static void keytool(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-storepass", PASSWORD, "-storetype", "PKCS12"));
        Path output = directory.resolve("keytool.log");
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor()).as(Files.readString(output)).isZero();
    }

    private static void authority(String name) throws Exception {
        keytool(
                "-genkeypair",
                "-alias",
                "key",
                "-keystore",
                name + ".p12",
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + name,
                "-ext",
                "bc:c");
        keytool("-exportcert", "-rfc", "-alias", "key", "-keystore", name + ".p12", "-file", name + ".crt");
    }

    /** A certificate by our authority and its key, as files in the form that PostgreSQL uses. */
    private static void certificate(String name, String subject, String extension) throws Exception {
        keytool("-genkeypair", "-alias", "key", "-keystore", name + ".p12", "-keyalg", "EC", "-dname", subject);
        keytool("-certreq", "-alias", "key", "-keystore", name + ".p12", "-file", name + ".csr");
        keytool(
                "-gencert",
                "-rfc",
                "-alias",
                "key",
                "-keystore",
                "ca.p12",
                "-infile",
                name + ".csr",
                "-outfile",
                name + ".crt",
                "-ext",
                extension);
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream content = Files.newInputStream(directory.resolve(name + ".p12"))) {
            store.load(content, PASSWORD.toCharArray());
        }
        String key = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(store.getKey("key", PASSWORD.toCharArray()).getEncoded());
        Path file = Files.writeString(
                directory.resolve(name + ".pem"),
                "-----BEGIN PRIVATE KEY-----\n" + key + "\n-----END PRIVATE KEY-----\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private static String url(PostgresServer of, String parameters) {
        return of.goUrl("tls").replace("sslmode=disable", parameters);
    }

    private static String protocol(String url) throws Exception {
        try (OpenDatabase database = OpenDatabase.open(settings(url))) {
            return query(
                            database.reader(),
                            "select coalesce(version, 'none') from pg_stat_ssl where pid = pg_backend_pid()")
                    .get(0);
        }
    }

    @Test
    void takesTheServerThatTheAuthorityVouchesFor() throws Exception {
        String root = "&sslrootcert=" + file("ca.crt");

        assertThat(protocol(url(server, "sslmode=verify-full" + root))).isEqualTo("TLSv1.3");
        assertThat(protocol(url(server, "sslmode=verify-ca" + root))).isEqualTo("TLSv1.3");
        assertThat(protocol(url(server, "sslmode=require"))).isEqualTo("TLSv1.3");
        assertThat(protocol(url(server, "sslmode=disable"))).isEqualTo("none");
    }

    @Test
    void refusesAServerOfAnotherAuthority() {
        for (String mode : List.of("verify-full", "verify-ca", "require")) {
            assertThatThrownBy(() -> protocol(url(server, "sslmode=" + mode + "&sslrootcert=" + file("stranger.crt"))))
                    .as(mode)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("cannot be reached")
                    .hasMessageContaining("certif");
        }
        assertThatThrownBy(() -> protocol(url(server, "sslmode=verify-full")))
                .hasMessageContaining("cannot be reached");
    }

    @Test
    void refusesAServerOfAnotherName() throws Exception {
        try (PostgresServer other = start("elsewhere")) {
            String root = "&sslrootcert=" + file("ca.crt");

            assertThat(protocol(url(other, "sslmode=verify-ca" + root))).isEqualTo("TLSv1.3");
            assertThatThrownBy(() -> protocol(url(other, "sslmode=verify-full" + root)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("hostname");
        }
    }

    @Test
    void showsACertificateOfItsOwn() throws Exception {
        String url = url(
                server,
                "sslmode=verify-full&sslrootcert=" + file("ca.crt") + "&sslcert=" + file("client.crt") + "&sslkey="
                        + file("client.pem") + "&application_name=shown");
        try (OpenDatabase database = OpenDatabase.open(settings(url))) {
            assertThat(query(database.reader(), "select client_dn from pg_stat_ssl where pid = pg_backend_pid()"))
                    .containsExactly("/CN=photinus");
        }
    }

    @Test
    void saysWhichFileIsMissing() throws IOException {
        assertThatThrownBy(() -> protocol(url(server, "sslmode=verify-full&sslrootcert=" + file("lost.crt"))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("lost.crt");
    }
}
