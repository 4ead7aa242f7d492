package io.photinus.engine.definitions;

import io.photinus.types.error.ErrorCode;
import io.photinus.types.error.NodeProblem;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a pinned message, and why. The one table of all cases in which members must agree (protocol 6.3 to 6.7,
 * 8.4, 8.5 and 16): nothing that depends on time or load may reject.
 *
 * @param reason the sentence for {@code rejectReason}, or for whoever asks why a message waits; may be empty
 */
public record Ruling(Case on, String reason) {
    /** What follows. */
    public enum Outcome {
        CONFIRM,
        REJECT,
        /** Parked: its contexts are blocked until something that it lacks arrives. */
        WAIT,
        /** The pin is consumed without effect: the message has its verdict already. */
        SKIP
    }

    /** The cases, each with its outcome and the section that decides it. */
    public enum Case {
        GOOD(Outcome.CONFIRM, "6.7"),
        HAS_VERDICT(Outcome.SKIP, "16.6"),
        BATCH_MISSING(Outcome.WAIT, "6.3"),
        BATCH_HASH_DIFFERS(Outcome.WAIT, "6.3"),
        MANIFEST_UNREADABLE(Outcome.WAIT, "6.3"),
        INDEX_OUTSIDE_BATCH(Outcome.WAIT, "6.3"),
        MESSAGE_MISSING(Outcome.WAIT, "6.3 a"),
        DATA_MISSING(Outcome.WAIT, "6.3 a"),
        MASKED(Outcome.WAIT, "6.5"),
        EARLIER_PIN_WAITS(Outcome.WAIT, "6.6"),
        KEY_DIFFERS(Outcome.REJECT, "6.4"),
        AUTHOR_DIFFERS(Outcome.REJECT, "6.4"),
        SIGNER_UNKNOWN(Outcome.WAIT, "6.4"),
        BLOB_MISSING(Outcome.WAIT, "6.7.1"),
        TRANSFER_MISSING(Outcome.WAIT, "6.7.2"),
        DATATYPE_UNKNOWN(Outcome.REJECT, "6.7.4"),
        /** A Go node never gets past it; we reject, so that others can (16.1). */
        VALUE_INVALID(Outcome.REJECT, "16.1"),
        DEFINITION_UNREADABLE(Outcome.REJECT, "8.4"),
        DEFINITION_TAG_UNKNOWN(Outcome.REJECT, "8.4"),
        /** Pools, interfaces and APIs: parked until this node can judge them. */
        DEFINITION_NOT_SUPPORTED(Outcome.WAIT, "8.4"),
        DATATYPE_INVALID(Outcome.REJECT, "8.4"),
        DATATYPE_EXISTS(Outcome.REJECT, "8.4"),
        IDENTITY_INVALID(Outcome.REJECT, "8.5"),
        /** A malformed claim waits like one whose parent is unknown (8.5 claim 1, 16.23). */
        CLAIM_CHAIN_INCOMPLETE(Outcome.WAIT, "8.5"),
        WRONG_AUTHOR(Outcome.REJECT, "8.5"),
        IDENTITY_CONFLICT(Outcome.REJECT, "8.5"),
        VERIFIER_CONFLICT(Outcome.REJECT, "8.5"),
        PARENT_UNKNOWN(Outcome.REJECT, "8.5"),
        CLAIM_HASH_DIFFERS(Outcome.REJECT, "8.5");

        private final Outcome outcome;
        private final String section;

        Case(Outcome outcome, String section) {
            this.outcome = outcome;
            this.section = section;
        }

        public Outcome outcome() {
            return outcome;
        }

        /** The section of the multiparty protocol. */
        public String section() {
            return section;
        }
    }

    public static final Ruling CONFIRM = new Ruling(Case.GOOD, "");

    public static Ruling of(Case on) {
        return new Ruling(on, "");
    }

    /** A ruling whose reason is an error of the catalogue. */
    public static Ruling of(Case on, ErrorCode code, @Nullable Object... args) {
        return new Ruling(on, String.valueOf(new NodeProblem(code, args).getMessage()));
    }

    public static Ruling of(Case on, RuntimeException why) {
        return new Ruling(on, String.valueOf(why.getMessage()));
    }

    public Outcome outcome() {
        return on.outcome();
    }
}
