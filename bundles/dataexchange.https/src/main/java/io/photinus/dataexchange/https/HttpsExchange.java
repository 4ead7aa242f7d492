package io.photinus.dataexchange.https;

import io.photinus.plugin.dataexchange.DataExchangePlugin;
import io.photinus.types.Names;
import io.photinus.types.error.ErrorCode;
import io.photinus.types.error.NodeProblem;
import io.photinus.types.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Data exchange of type {@code https}: who this member is to its peers. Owns no thread. */
@Component(
        configurationPid = "io.photinus.dataexchange.https",
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        service = DataExchangePlugin.class)
@Designate(ocd = HttpsExchange.Config.class, factory = true)
public final class HttpsExchange implements DataExchangePlugin {
    private static final Logger LOG = LoggerFactory.getLogger(HttpsExchange.class);

    /** The configuration of one instance. */
    @ObjectClassDefinition(name = "Exchange over mutual TLS")
    @interface Config {
        @AttributeDefinition(description = "Name of this plugin in the configuration set")
        String photinus_plugin_name();

        @AttributeDefinition(description = "Folder of key.pem and cert.pem; both are made when missing")
        String directory();

        @AttributeDefinition(
                description = "Organisation of a new certificate, hence the peer id; the plugin's name when empty")
        String peerId() default "";

        @AttributeDefinition(description = "Address to listen on")
        String address() default "127.0.0.1";

        @AttributeDefinition(description = "Port to listen on")
        String port() default "";

        @AttributeDefinition(description = "URL at which peers reach this exchange; https://address:port when empty")
        String endpoint() default "";
    }

    /** The checked configuration. {@code peerId} is empty when the certificate alone decides. */
    record Settings(String name, Path directory, String peerId, Endpoint endpoint) {
        static Settings of(Config config) {
            return of(
                    config.photinus_plugin_name(),
                    config.directory(),
                    config.peerId(),
                    config.address(),
                    config.port(),
                    config.endpoint());
        }

        static Settings of(
                String name, @Nullable String directory, String peerId, String address, String port, String endpoint) {
            if (directory == null || directory.isBlank()) {
                throw new NodeProblem(ErrorCode.FF10138, "directory", name);
            }
            if (!peerId.isEmpty() && !PeerCertificate.isPeerId(peerId)) {
                throw new NodeProblem(
                        ErrorCode.FF10334,
                        name,
                        "peerId is '" + peerId + "', but 1 to 64 letters, digits and + - _ . are expected");
            }
            if (!port.isEmpty() && !port.matches("\\d{1,5}")) {
                throw new NodeProblem(
                        ErrorCode.FF10334, name, "port is '" + port + "', but a whole number is expected");
            }
            try {
                int number = port.isEmpty() ? 0 : Integer.parseInt(port);
                return new Settings(name, Path.of(directory), peerId, Endpoint.of(endpoint, address, number));
            } catch (IllegalArgumentException unusable) {
                throw new NodeProblem(ErrorCode.FF10334, unusable, name, unusable.getMessage());
            }
        }
    }

    private final String name;
    private final Endpoint endpoint;
    private final Clock clock;
    private final PeerCertificate certificate;
    private final String peerId;

    @Activate
    public HttpsExchange(Config config) {
        this(Settings.of(config), Clock.systemUTC());
    }

    HttpsExchange(Settings settings, Clock clock) {
        this.name = settings.name();
        this.endpoint = settings.endpoint();
        this.clock = clock;
        String wanted = settings.peerId();
        try {
            certificate = new CertificateFolder(settings.directory())
                    .open(wanted.isEmpty() ? name : wanted, endpoint.host(), clock.instant());
            peerId = certificate.peerId();
        } catch (UnusableCertificateException unusable) {
            throw new NodeProblem(
                    ErrorCode.FF10334, unusable, name, "in " + settings.directory() + ": " + unusable.getMessage());
        } catch (IOException unreadable) {
            throw new NodeProblem(
                    ErrorCode.FF10334,
                    unreadable,
                    name,
                    "the directory " + settings.directory() + " cannot be used: " + unreadable);
        }
        if (!wanted.isEmpty() && !wanted.equals(peerId)) {
            throw new NodeProblem(
                    ErrorCode.FF10334,
                    name,
                    "in " + settings.directory() + ": the certificate is that of peer '" + peerId + "', but peerId is '"
                            + wanted + "'");
        }
        LOG.info("Data exchange {} is peer {} at {}", name, peerId, endpoint);
    }

    @Override
    public CompletionStage<JsonObject> endpointInfo(String nodeName) {
        try {
            Names.require(nodeName, "node.name");
            certificate.requireValidAt(clock.instant());
            return CompletableFuture.completedStage(JsonObject.empty()
                    .with("id", peerId + "/" + nodeName)
                    .with("endpoint", endpoint.toString())
                    .with("cert", certificate.pem()));
        } catch (NodeProblem problem) {
            return CompletableFuture.failedStage(problem);
        } catch (UnusableCertificateException unusable) {
            return CompletableFuture.failedStage(new NodeProblem(
                    ErrorCode.PH10001, unusable, "Data exchange " + name + ": " + unusable.getMessage()));
        }
    }
}
