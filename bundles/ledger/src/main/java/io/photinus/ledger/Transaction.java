package io.photinus.ledger;

import io.photinus.types.Hash;
import io.photinus.types.Names;
import io.photinus.types.json.Json;
import io.photinus.types.json.JsonInputException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A submission with its meaning.
 *
 * @param hash {@code 0x} and the SHA-256 of the signed text: the transaction's id
 */
record Transaction(Submission submission, Body body, String hash) {
    private static final Pattern BYTES32 = Pattern.compile("0x[0-9a-f]{64}");
    private static final int MAX_TEXT = 256;

    static final String PIN = "pin";
    static final String ACTION = "action";

    /** What the signed text says; fields of the other kind are null. */
    record Body(
            @Nullable String ledger,
            @Nullable String contract,
            @Nullable String requestId,
            @Nullable String signer,
            @Nullable String type,
            @Nullable String uuids,
            @Nullable String batchHash,
            @Nullable String payloadRef,
            @Nullable List<String> contexts,
            @Nullable String action) {}

    /** Reads one that was checked before it was stored. */
    static Transaction stored(Submission submission) {
        byte[] text = submission.body().getBytes(StandardCharsets.UTF_8);
        return new Transaction(submission, Json.read(submission.body(), Body.class), "0x" + Hash.sha256(text));
    }

    /** Checks everything that does not depend on what the ledger holds already. */
    static Transaction checked(Submission submission, String ledger) throws RefusedException {
        byte[] text = submission.body().getBytes(StandardCharsets.UTF_8);
        // Otherwise the text that is stored would not be the text that was signed.
        require(submission.body().equals(new String(text, StandardCharsets.UTF_8)), "body is not valid Unicode");
        Signer signer = Signer.of(submission.publicKey());
        Hash digest = Hash.sha256(text);
        signer.verify(digest.bytes(), submission.signature());
        Body body;
        try {
            body = Json.read(submission.body(), Body.class);
        } catch (JsonInputException malformed) {
            throw new RefusedException("body: " + malformed.getMessage());
        }
        require(ledger.equals(body.ledger()), "body.ledger must be " + ledger);
        require(signer.address().equals(body.signer()), "body.signer must be " + signer.address());
        require(Names.isName(body.contract()), "body.contract must be a name");
        require(isText(body.requestId()), "body.requestId must have 1 to 256 printable characters");
        if (PIN.equals(body.type())) {
            require(isBytes32(body.uuids()), "body.uuids must be 0x and 64 lower-case hex digits");
            require(isBytes32(body.batchHash()), "body.batchHash must be 0x and 64 lower-case hex digits");
            require(body.payloadRef() != null, "body.payloadRef is missing; it is empty for a private batch");
            List<String> contexts = body.contexts() == null ? List.of() : body.contexts();
            require(!contexts.isEmpty(), "body.contexts must not be empty");
            require(
                    contexts.stream().allMatch(Transaction::isBytes32),
                    "each of body.contexts must be 0x and 64 lower-case hex digits");
        } else if (ACTION.equals(body.type())) {
            require(isText(body.action()), "body.action must have 1 to 256 printable characters");
        } else {
            throw new RefusedException("body.type must be pin or action");
        }
        return new Transaction(submission, body, "0x" + digest);
    }

    private static boolean isBytes32(@Nullable String text) {
        return text != null && BYTES32.matcher(text).matches();
    }

    private static boolean isText(@Nullable String text) {
        return text != null
                && !text.isEmpty()
                && text.length() <= MAX_TEXT
                && text.chars().noneMatch(Character::isISOControl);
    }

    private static void require(boolean holds, String reason) throws RefusedException {
        if (!holds) {
            throw new RefusedException(reason);
        }
    }

    /** What makes a repetition: the same signer and the same request id. */
    String key() {
        return key(String.valueOf(body.signer()), String.valueOf(body.requestId()));
    }

    static String key(String signer, String requestId) {
        return signer + '\n' + requestId;
    }

    /** A rough measure of what it takes in memory and on disk. */
    int size() {
        return submission.body().length() + 512;
    }
}
