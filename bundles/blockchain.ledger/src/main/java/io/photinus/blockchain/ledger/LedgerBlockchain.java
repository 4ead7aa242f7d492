package io.photinus.blockchain.ledger;

import io.photinus.plugin.blockchain.BatchPinRequest;
import io.photinus.plugin.blockchain.BlockchainPlugin;
import io.photinus.plugin.blockchain.EventFeed;
import io.photinus.plugin.blockchain.EventSink;
import io.photinus.plugin.blockchain.FeedStart;
import io.photinus.plugin.blockchain.NetworkActionRequest;
import io.photinus.plugin.blockchain.Receipt;
import io.photinus.plugin.blockchain.Submission;
import io.photinus.types.Hash;
import io.photinus.types.Verifier;
import io.photinus.types.error.ErrorCode;
import io.photinus.types.error.NodeProblem;
import io.photinus.types.json.Json;
import io.photinus.types.json.JsonObject;
import io.photinus.types.json.RawJson;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * A link to the embedded ledger, plugin type {@code ledger}. The location of a contract is {@code {"contract":"<name>"}}; a
 * contract exists as soon as it is used, and its network version is 2.
 *
 * <p>Stages complete on the thread that reads answers, so what hangs on them must be short.
 */
@Component(configurationPid = "io.photinus.blockchain.ledger", configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = LedgerBlockchain.Config.class, factory = true)
public final class LedgerBlockchain implements BlockchainPlugin {

    @ObjectClassDefinition(name = "Photinus blockchain plugin: embedded ledger")
    @interface Config {
        @AttributeDefinition(description = "Name of the plugin")
        String photinus_plugin_name() default "";

        @AttributeDefinition(description = "Where the ledger listens, for example tcp://127.0.0.1:5099")
        String url() default "";

        @AttributeDefinition(description = "Directory of the files <name>.key, each a private key in hex")
        String keyDirectory() default "";

        @AttributeDefinition(description = "Whether an unknown name gets a new key when it first has to sign")
        boolean keys_create() default true;

        @AttributeDefinition(description = "Name of the key that connects; empty takes a fresh one at each start")
        String connectionKey() default "";

        @AttributeDefinition(description = "How long connecting may take")
        String connectionTimeout() default "5s";

        @AttributeDefinition(description = "How long an answer may take")
        String requestTimeout() default "30s";

        @AttributeDefinition(description = "First pause before connecting again; doubles up to the longest")
        String retry_initWaitTime() default "100ms";

        @AttributeDefinition(description = "Longest pause before connecting again")
        String retry_maxWaitTime() default "5s";
    }

    private final Settings settings;
    private final KeyDirectory keys;
    private final SigningKey connectionKey;
    private final LedgerLink link;
    private final Set<LedgerFeed> feeds = ConcurrentHashMap.newKeySet();

    @Activate
    public LedgerBlockchain(Config config) {
        this(Settings.of(config));
    }

    LedgerBlockchain(Settings settings) {
        this.settings = settings;
        this.keys = new KeyDirectory(settings.keyDirectory(), settings.createKeys());
        this.keys.scan();
        this.connectionKey = settings.connectionKey().isEmpty()
                ? SigningKey.of(SigningKey.randomHex())
                : keys.named(settings.connectionKey(), true);
        this.link = new LedgerLink(settings, connectionKey);
    }

    @Override
    public String verifierType() {
        return Verifier.ETHEREUM_ADDRESS;
    }

    @Override
    public CompletionStage<String> resolveKey(String reference, boolean forSigning) {
        return attempt(() -> CompletableFuture.completedFuture(keys.resolve(reference, forSigning)));
    }

    @Override
    public CompletionStage<Integer> networkVersion(RawJson location) {
        return attempt(() -> {
            String contract = contract(location);
            return query(ledger -> Wire.Request.version(contract)).thenApply(Wire.Reply::version);
        });
    }

    @Override
    public CompletionStage<Submission> submitBatchPin(BatchPinRequest request) {
        return attempt(() -> {
            String contract = contract(request.location());
            return submit(
                    request.signingKey(),
                    ledger -> new Wire.PinBody(
                            ledger,
                            contract,
                            request.requestId(),
                            request.signingKey(),
                            "pin",
                            LedgerEvents.uuids(request.transactionId(), request.batchId()),
                            LedgerEvents.hex(request.batchHash()),
                            request.payloadRef(),
                            request.contexts().stream().map(LedgerEvents::hex).toList()));
        });
    }

    @Override
    public CompletionStage<Submission> submitNetworkAction(NetworkActionRequest request) {
        return attempt(() -> {
            String contract = contract(request.location());
            return submit(
                    request.signingKey(),
                    ledger -> new Wire.ActionBody(
                            ledger,
                            contract,
                            request.requestId(),
                            request.signingKey(),
                            "action",
                            LedgerEvents.ACTION_PREFIX + request.action()));
        });
    }

    private CompletionStage<Submission> submit(String signer, Function<String, Record> body) {
        return link.ask(ledger -> {
                    SigningKey key = keys.signer(signer);
                    String text = Json.write(body.apply(ledger));
                    return Wire.Request.submit(text, key.publicKey(), key.sign(Hash.sha256(text)));
                })
                .thenApply(reply -> {
                    if (reply.is("accepted")) {
                        return new Submission.Accepted(String.valueOf(reply.transactionHash()));
                    }
                    String reason = String.valueOf(reply.reason());
                    return reply.is("refused") ? new Submission.Refused(reason) : new Submission.Unknown(reason);
                });
    }

    @Override
    public CompletionStage<Optional<Receipt>> receipt(String requestId) {
        return attempt(() -> query(ledger -> Wire.Request.receipt(requestId, List.copyOf(keys.addresses())))
                .thenApply(reply -> reply.event() == null ? Optional.empty() : LedgerEvents.receipt(reply.event())));
    }

    /** A question may be asked again, so a lost answer is a failure and not an outcome. */
    private CompletableFuture<Wire.Reply> query(Function<String, Wire.Request> maker) {
        return link.ask(maker).thenApply(reply -> {
            if (reply.is(Wire.Reply.LOST)) {
                throw new CompletionException(new IOException(reply.reason()));
            }
            return reply;
        });
    }

    @Override
    public EventFeed follow(FeedStart from, EventSink sink) {
        LedgerFeed feed = new LedgerFeed(settings, connectionKey, keys, contract(from.location()), from, sink);
        feeds.removeIf(LedgerFeed::ended);
        feeds.add(feed);
        feed.start();
        return feed;
    }

    private String contract(RawJson location) {
        JsonObject object = location.asObject();
        String contract = object == null ? "" : object.string("contract");
        if (contract.isEmpty()) {
            throw new NodeProblem(ErrorCode.FF10138, "location.contract", settings.plugin());
        }
        return contract;
    }

    private interface Attempt<T> {
        CompletionStage<T> run();
    }

    private static <T> CompletionStage<T> attempt(Attempt<T> attempt) {
        try {
            return attempt.run();
        } catch (RuntimeException problem) {
            return CompletableFuture.failedFuture(problem);
        }
    }

    /** Ends all threads within seconds; what is in flight becomes unknown. */
    @Deactivate
    void close() {
        feeds.forEach(LedgerFeed::close);
        feeds.forEach(LedgerFeed::join);
        link.close();
    }
}
