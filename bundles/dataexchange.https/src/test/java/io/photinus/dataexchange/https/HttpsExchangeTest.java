package io.photinus.dataexchange.https;

import io.photinus.types.error.NodeProblem;
import io.photinus.types.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class HttpsExchangeTest {
    private static final Instant NOW = Instant.parse("2024-03-01T10:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    @TempDir
    Path root;

    private HttpsExchange open(String peerId) {
        return open(peerId, CLOCK);
    }

    private HttpsExchange open(String peerId, Clock clock) {
        return new HttpsExchange(
                HttpsExchange.Settings.of("dx0", root.toString(), peerId, "127.0.0.1", "5200", ""), clock);
    }

    @Test
    void profileNamesPeerNodeEndpointAndCertificate() throws Exception {
        JsonObject info = info(open("org_1"), "node_1");

        assertThat(info.fields().keySet()).containsExactlyInAnyOrder("id", "endpoint", "cert");
        assertThat(info.string("id")).isEqualTo("org_1/node_1");
        assertThat(info.string("endpoint")).isEqualTo("https://127.0.0.1:5200");
        X509Certificate certificate = parse(info.string("cert"));
        assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("O=org_1,CN=127.0.0.1");
        certificate.verify(certificate.getPublicKey());
        assertThat(certificate.getSubjectAlternativeNames()).containsExactly(List.of(7, "127.0.0.1"));
        assertThat(certificate.getExtendedKeyUsage())
                .containsExactlyInAnyOrder("1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2");
        certificate.checkValidity(Date.from(NOW));
    }

    @Test
    void profileStaysTheSameOverRestarts() throws Exception {
        JsonObject before = info(open("org_1"), "node_1");

        assertThat(info(open("org_1"), "node_1")).isEqualTo(before);
        assertThat(before.string("cert")).isEqualTo(Files.readString(root.resolve("cert.pem")));
    }

    @Test
    void keyIsForItsOwnerOnlyAndNothingElseIsLeftBehind() throws Exception {
        open("org_1");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root.resolve("key.pem"))))
                .isEqualTo("rw-------");
        try (var files = Files.list(root)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("key.pem", "cert.pem");
        }
    }

    @Test
    void peerIsNamedLikeThePluginWhenNothingElseIsSaid() throws Exception {
        assertThat(info(open(""), "node_1").string("id")).isEqualTo("dx0/node_1");
    }

    @Test
    void hostOfTheEndpointGoesIntoTheCertificate() throws Exception {
        HttpsExchange exchange = new HttpsExchange(
                HttpsExchange.Settings.of(
                        "dx0", root.toString(), "org_1", "0.0.0.0", "5200", "https://member.example:443/"),
                CLOCK);

        JsonObject info = info(exchange, "n");

        assertThat(info.string("endpoint")).isEqualTo("https://member.example:443");
        assertThat(parse(info.string("cert")).getSubjectAlternativeNames())
                .containsExactly(List.of(2, "member.example"));
    }

    @ParameterizedTest
    @CsvSource({"'CN=x,O=member_1', member_1", "'CN=x,OU=unit,O=member_1', member_1-unit"})
    void peerIdOfAGivenCertificateIsItsOrganisationAndUnit(String subject, String peerId) throws Exception {
        place(subject, NOW.minusSeconds(60), NOW.plusSeconds(60));

        assertThat(info(open(""), "n").string("id")).isEqualTo(peerId + "/n");
    }

    @Test
    void certificateWithoutOrganisationIsOneSentence() throws Exception {
        place("CN=x", NOW.minusSeconds(60), NOW.plusSeconds(60));

        assertThatThrownBy(() -> open(""))
                .hasMessage(
                        "FF10334: The plugin 'dx0' did not start: in " + root + ": the subject 'CN=x' of the"
                                + " certificate has no organisation (O) of letters, digits and + - _ . that could be the peer id");
    }

    @Test
    void expiredCertificateIsOneSentence() throws Exception {
        place("CN=x,O=o", NOW.minusSeconds(60), NOW.minusSeconds(1));

        assertThatThrownBy(() -> open(""))
                .isInstanceOf(NodeProblem.class)
                .hasMessage("FF10334: The plugin 'dx0' did not start: in " + root + ": the certificate expired on "
                        + NOW.minusSeconds(1) + "; replace it and update the node's identity");
    }

    @Test
    void certificateOfTheFutureIsOneSentence() throws Exception {
        place("CN=x,O=o", NOW.plusSeconds(1), NOW.plusSeconds(60));

        assertThatThrownBy(() -> open(""))
                .hasMessage("FF10334: The plugin 'dx0' did not start: in " + root + ": the certificate is valid from "
                        + NOW.plusSeconds(1) + " only; check this machine's clock");
    }

    @Test
    void certificateThatExpiresWhileTheNodeRunsFailsTheStage() {
        MovableClock clock = new MovableClock(NOW);
        HttpsExchange exchange = open("org_1", clock);

        clock.now = NOW.plus(Duration.ofDays(3651));

        assertThatThrownBy(() -> info(exchange, "n"))
                .cause()
                .isInstanceOf(NodeProblem.class)
                .hasMessageStartingWith("PH10001: Data exchange dx0: the certificate expired on 2034-");
    }

    @Test
    void unreadableCertificateIsOneSentence() throws Exception {
        open("org_1");
        Files.writeString(root.resolve("cert.pem"), "nonsense");

        assertThatThrownBy(() -> open("org_1"))
                .hasMessage("FF10334: The plugin 'dx0' did not start: in " + root
                        + ": cert.pem is not an X.509 certificate in PEM form");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"})
    void unreadableKeyIsOneSentence(String content) throws Exception {
        open("org_1");
        Files.writeString(root.resolve("key.pem"), content);

        assertThatThrownBy(() -> open("org_1"))
                .hasMessage("FF10334: The plugin 'dx0' did not start: in " + root
                        + ": key.pem is not an unencrypted private key in PEM form");
    }

    @Test
    void keyOfAnotherCertificateIsOneSentence() throws Exception {
        open("org_1");
        String other = PeerCertificate.pem(
                "PRIVATE KEY", CertificateMint.newKey().getPrivate().getEncoded());
        Files.writeString(root.resolve("key.pem"), other);

        assertThatThrownBy(() -> open("org_1"))
                .hasMessage("FF10334: The plugin 'dx0' did not start: in " + root
                        + ": cert.pem and key.pem do not belong together");
    }

    @Test
    void missingKeyIsNotReplaced() throws Exception {
        open("org_1");
        Files.delete(root.resolve("key.pem"));

        assertThatThrownBy(() -> open("org_1"))
                .hasMessage("FF10334: The plugin 'dx0' did not start: in " + root
                        + ": key.pem is missing beside cert.pem;" + " put it there, or move both away to get new ones");
        assertThat(root.resolve("key.pem")).doesNotExist();
    }

    @Test
    void missingCertificateIsNotReplaced() throws Exception {
        open("org_1");
        Files.delete(root.resolve("cert.pem"));

        assertThatThrownBy(() -> open("org_1")).hasMessageContaining("cert.pem is missing beside key.pem");
    }

    @Test
    void crashBetweenTheTwoMovesIsFinishedAtTheNextStart() throws Exception {
        JsonObject before = info(open("org_1"), "n");
        Files.move(root.resolve("key.pem"), root.resolve("key.pem.new"));

        assertThat(info(open("org_1"), "n")).isEqualTo(before);
    }

    @Test
    void crashBeforeTheMovesStartsOver() throws Exception {
        Files.writeString(root.resolve("key.pem.new"), "half");
        Files.writeString(root.resolve("cert.pem.new"), "half");

        assertThat(info(open("org_1"), "n").string("id")).isEqualTo("org_1/n");
    }

    @Test
    void rsaKeysWorkToo() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        place(generator.generateKeyPair(), "SHA256withRSA", "CN=x,O=rsa", NOW.minusSeconds(60), NOW.plusSeconds(60));

        assertThat(info(open("rsa"), "n").string("id")).isEqualTo("rsa/n");
    }

    @Test
    void peerIdThatIsNotThatOfTheCertificateIsOneSentence() throws Exception {
        open("org_1");

        assertThatThrownBy(() -> open("org_2"))
                .hasMessage("FF10334: The plugin 'dx0' did not start: in " + root
                        + ": the certificate is that of peer 'org_1', but peerId is 'org_2'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "a b", "..", "a..b", "é"})
    void peerIdThatCannotStandInAPathIsRefused(String peerId) {
        assertThatThrownBy(() -> open(peerId))
                .hasMessage("FF10334: The plugin 'dx0' did not start: peerId is '" + peerId
                        + "', but 1 to 64 letters, digits and + - _ . are expected");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://x", "https://", "nonsense", "https://u:p@x", "https://x?y", "https://a b"})
    void endpointThatIsNoHttpsUrlIsRefused(String endpoint) {
        assertThatThrownBy(() -> HttpsExchange.Settings.of("dx0", "d", "", "127.0.0.1", "1", endpoint))
                .isInstanceOf(NodeProblem.class)
                .hasMessageStartingWith("FF10334: The plugin 'dx0' did not start: endpoint is '")
                .hasMessageEndingWith("', but an https URL is expected");
    }

    @Test
    void endpointCannotBeGuessedFromAWildcardAddressOrWithoutPort() {
        assertThatThrownBy(() -> HttpsExchange.Settings.of("dx0", "d", "", "0.0.0.0", "1", ""))
                .hasMessage(
                        "FF10334: The plugin 'dx0' did not start: the setting 'endpoint' is missing; peers cannot reach"
                                + " the address 0.0.0.0");
        assertThatThrownBy(() -> HttpsExchange.Settings.of("dx0", "d", "", "127.0.0.1", "", ""))
                .hasMessage(
                        "FF10334: The plugin 'dx0' did not start: one of the settings 'endpoint' and 'port' is needed");
        assertThatThrownBy(() -> HttpsExchange.Settings.of("dx0", "d", "", "127.0.0.1", "x", ""))
                .hasMessage("FF10334: The plugin 'dx0' did not start: port is 'x', but a whole number is expected");
    }

    @Test
    void ipv6AddressStandsInBrackets() {
        assertThat(Endpoint.of("", "::1", 5200)).hasToString("https://[::1]:5200");
        assertThat(Endpoint.of("", "::1", 5200).host()).isEqualTo("::1");
    }

    @Test
    void missingDirectoryIsOneSentence() {
        assertThatThrownBy(() -> HttpsExchange.Settings.of("dx0", null, "", "127.0.0.1", "1", ""))
                .hasMessage("FF10138: The setting 'directory' of plugin 'dx0' is missing");
    }

    @Test
    void unusableDirectoryIsOneSentence() throws Exception {
        Path file = Files.writeString(root.resolve("file"), "x");

        assertThatThrownBy(() -> new HttpsExchange(
                        HttpsExchange.Settings.of("dx0", file.toString(), "", "127.0.0.1", "1", ""), CLOCK))
                .hasMessageStartingWith(
                        "FF10334: The plugin 'dx0' did not start: the directory " + file + " cannot be used: ");
    }

    @Test
    void nodeNameThatIsNoNameFailsTheStage() {
        assertThatThrownBy(() -> info(open("org_1"), "a/b"))
                .cause()
                .isInstanceOf(NodeProblem.class)
                .hasMessageStartingWith("FF00140: ");
    }

    @Test
    void textOfACertificateSaysNothingAboutItsKey() throws Exception {
        PeerCertificate certificate = CertificateMint.selfSigned(CertificateMint.newKey(), "o", "h", NOW);

        assertThat(certificate).hasToString("PeerCertificate[O=o, CN=h]");
    }

    private void place(String subject, Instant from, Instant to) throws Exception {
        place(CertificateMint.newKey(), "SHA256withECDSA", subject, from, to);
    }

    private void place(KeyPair pair, String algorithm, String subject, Instant from, Instant to) throws Exception {
        X500Name name = new X500Name(subject);
        X509Certificate certificate = new JcaX509CertificateConverter()
                .getCertificate(new JcaX509v3CertificateBuilder(
                                name, BigInteger.ONE, Date.from(from), Date.from(to), name, pair.getPublic())
                        .build(new JcaContentSignerBuilder(algorithm).build(pair.getPrivate())));
        Files.writeString(root.resolve("cert.pem"), new PeerCertificate(certificate, pair.getPrivate()).pem());
        Path key = Files.createFile(
                root.resolve("key.pem"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(
                key, PeerCertificate.pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
    }

    private static JsonObject info(HttpsExchange exchange, String node) throws Exception {
        return exchange.endpointInfo(node).toCompletableFuture().get(5, TimeUnit.SECONDS);
    }

    private static X509Certificate parse(String pem) throws Exception {
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
    }

    private static final class MovableClock extends Clock {
        private Instant now;

        MovableClock(Instant now) {
            this.now = now;
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
