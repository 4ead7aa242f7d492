package io.photinus.plugin.blockchain;

/** How a ledger answered a submission. */
public sealed interface Submission {
    /** The ledger has it, durably; its events will tell the rest. {@code blockchainId} may be empty when not yet known. */
    record Accepted(String blockchainId) implements Submission {}

    /** The ledger will never take this request. */
    record Refused(String reason) implements Submission {}

    /** It was sent, but no answer came: ask with {@link BlockchainPlugin#receipt}, or repeat the same request id. */
    record Unknown(String reason) implements Submission {}
}
