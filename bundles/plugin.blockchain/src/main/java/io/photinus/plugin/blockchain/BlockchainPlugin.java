package io.photinus.plugin.blockchain;

import io.photinus.types.json.RawJson;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * One configured link to one ledger, registered as an OSGi service with the properties {@code photinus.plugin.name} and
 * {@code photinus.plugin.type}. It serves every namespace that names it.
 *
 * <p>Threads: all methods may be called from any thread, concurrently; they return within milliseconds and do slow work on
 * threads of the plugin, which end with it. Stages may complete on those threads: the core only passes the outcome on there
 * and works on it on threads of its own. Errors: a stage that fails exceptionally means «not possible now, try again»; the
 * core backs off and repeats. Business outcomes are values.
 */
@ConsumerType
public interface BlockchainPlugin {
    /** The verifier type of this ledger's keys, for example {@code ethereum_address} (protocol 2.8). Never changes. */
    String verifierType();

    /**
     * Resolves a key reference (a name known to the plugin, or an address in any accepted spelling) to the canonical text
     * that ledger events carry as signer (protocol 8.6). Fails with {@link io.photinus.types.error.NodeProblem} when the
     * reference can never be resolved.
     *
     * @param forSigning true when the plugin must be able to sign with this key
     */
    CompletionStage<String> resolveKey(String reference, boolean forSigning);

    /** The network version of the contract at a location: 1 or 2 (protocol 5.5). */
    CompletionStage<Integer> networkVersion(RawJson location);

    /**
     * Submits a batch pin (protocol 5.4). Requests with the same key are ordered as they were handed over. Repeating a
     * request id is harmless: the ledger keeps the first and answers {@link Submission.Accepted} again.
     */
    CompletionStage<Submission> submitBatchPin(BatchPinRequest request);

    /** Submits a network action such as {@code terminate} (protocol 5.5); order and repetition as for pins. */
    CompletionStage<Submission> submitNetworkAction(NetworkActionRequest request);

    /** Asks the ledger what became of a request; empty when it has never seen it. Used to settle unknown outcomes. */
    CompletionStage<Optional<Receipt>> receipt(String requestId);

    /**
     * Delivers the events of one contract in ledger order, one batch at a time, until the feed is closed. Each event is
     * delivered at least once; the sink's return is the acknowledgement. After a lost connection the plugin reconnects by
     * itself and goes on behind the last acknowledged position.
     *
     * @param from where to begin
     * @param sink where batches go; after it has refused one with {@link FeedRevokedException} nothing more is sent
     */
    EventFeed follow(FeedStart from, EventSink sink);
}
