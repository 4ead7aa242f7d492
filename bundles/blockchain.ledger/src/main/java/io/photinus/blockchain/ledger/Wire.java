package io.photinus.blockchain.ledger;

import io.photinus.types.json.Opt;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The frames of docs/ledger-protocol.md: one JSON object a line. */
final class Wire {
    private Wire() {}

    /** Whatever we may say. */
    record Request(
            String type,
            @Opt long id,
            @Opt @Nullable String publicKey,
            @Opt @Nullable String signature,
            @Opt @Nullable String body,
            @Opt @Nullable String requestId,
            @Opt @Nullable List<String> signers,
            @Opt @Nullable String contract,
            @Opt @Nullable String from,
            @Opt long batch) {
        static Request hello(String publicKey, String signature) {
            return new Request("hello", 0, publicKey, signature, null, null, null, null, null, 0);
        }

        static Request submit(String body, String publicKey, String signature) {
            return new Request("submit", 0, publicKey, signature, body, null, null, null, null, 0);
        }

        static Request receipt(String requestId, List<String> signers) {
            return new Request("receipt", 0, null, null, null, requestId, signers, null, null, 0);
        }

        static Request version(String contract) {
            return new Request("version", 0, null, null, null, null, null, contract, null, 0);
        }

        static Request subscribe(String contract, String from) {
            return new Request("subscribe", 0, null, null, null, null, null, contract, from, 0);
        }

        static Request ack(long batch) {
            return new Request("ack", 0, null, null, null, null, null, null, null, batch);
        }

        static Request ping() {
            return new Request("ping", 0, null, null, null, null, null, null, null, 0);
        }

        Request withId(long number) {
            return new Request(type, number, publicKey, signature, body, requestId, signers, contract, from, batch);
        }
    }

    /** What is signed to pin a batch. */
    record PinBody(
            String ledger,
            String contract,
            String requestId,
            String signer,
            String type,
            String uuids,
            String batchHash,
            String payloadRef,
            List<String> contexts) {}

    /** What is signed to send a network action. */
    record ActionBody(String ledger, String contract, String requestId, String signer, String type, String action) {}

    /** Whatever we may hear. */
    record Reply(
            @Nullable String type,
            long id,
            @Nullable String reason,
            @Nullable String ledger,
            @Nullable String nonce,
            @Nullable String transactionHash,
            boolean found,
            @Nullable Event event,
            int version,
            long batch,
            @Nullable List<Event> events,
            @Nullable String position) {
        /** Ours: a request whose answer will never come. */
        static final String LOST = "lost";

        static Reply lost(String reason) {
            return new Reply(LOST, 0, reason, null, null, null, false, null, 0, 0, null, null);
        }

        boolean is(String wanted) {
            return wanted.equals(type);
        }
    }

    /** One transaction of the ledger; a foreign ledger may leave out anything. */
    record Event(
            @Nullable String protocolId,
            long blockNumber,
            int transactionIndex,
            @Nullable String transactionHash,
            @Nullable String timestamp,
            @Nullable String contract,
            @Nullable String requestId,
            @Nullable String signer,
            @Nullable String type,
            @Nullable String uuids,
            @Nullable String batchHash,
            @Nullable String payloadRef,
            @Nullable List<String> contexts,
            @Nullable String action) {}
}
