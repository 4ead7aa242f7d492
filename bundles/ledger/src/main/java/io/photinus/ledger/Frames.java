package io.photinus.ledger;

import io.photinus.types.Hash;
import io.photinus.types.json.Json;
import io.photinus.types.json.JsonInputException;
import io.photinus.types.json.Opt;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The frames of docs/ledger-protocol.md: one JSON object a line. */
final class Frames {
    static final int PROTOCOL = 1;
    static final int NETWORK_VERSION = 2;

    private Frames() {}

    /** Whatever a client may say. What a type does not use is null or zero. */
    record Request(
            @Nullable String type,
            long id,
            @Nullable String publicKey,
            @Nullable String signature,
            @Nullable String body,
            @Nullable String requestId,
            @Nullable List<String> signers,
            @Nullable String contract,
            @Nullable String from,
            long batch) {

        static Request of(String line) throws RefusedException {
            try {
                return Json.read(line, Request.class);
            } catch (JsonInputException malformed) {
                throw new RefusedException("the frame cannot be read: " + malformed.getMessage());
            }
        }

        /** A field that this type of frame cannot do without. */
        static String need(@Nullable String value, String field) throws RefusedException {
            if (value == null) {
                throw new RefusedException("the field " + field + " is missing");
            }
            return value;
        }
    }

    /** One transaction as followers see it. */
    record Event(
            String protocolId,
            long blockNumber,
            int transactionIndex,
            String transactionHash,
            Instant timestamp,
            @Nullable String contract,
            @Nullable String requestId,
            @Nullable String signer,
            @Nullable String type,
            @Opt @Nullable String uuids,
            @Opt @Nullable String batchHash,
            @Nullable String payloadRef,
            @Opt @Nullable List<String> contexts,
            @Opt @Nullable String action) {
        static Event of(Block block, int index) {
            Transaction transaction = block.transactions().get(index);
            Transaction.Body body = transaction.body();
            return new Event(
                    new Position(block.number(), index).toString(),
                    block.number(),
                    index,
                    transaction.hash(),
                    block.timestamp(),
                    body.contract(),
                    body.requestId(),
                    body.signer(),
                    body.type(),
                    body.uuids(),
                    body.batchHash(),
                    body.payloadRef(),
                    body.contexts(),
                    body.action());
        }
    }

    /** The text that a client signs to prove who it is. */
    static Hash helloDigest(String ledger, String nonce) {
        return Hash.sha256("photinus-ledger hello\n" + ledger + "\n" + nonce);
    }

    static String challenge(String ledger, String nonce) {
        return frame("challenge", "protocol", PROTOCOL, "ledger", ledger, "nonce", nonce);
    }

    static String welcome(String address, Position head) {
        return frame("welcome", "address", address, "head", head.toString());
    }

    static String accepted(long id, Placed placed) {
        return frame(
                "accepted",
                "id",
                id,
                "transactionHash",
                placed.transaction().hash(),
                "protocolId",
                placed.position().toString());
    }

    static String refused(long id, String reason) {
        return frame("refused", "id", id, "reason", reason);
    }

    static String unseen(long id) {
        return frame("receipt", "id", id, "found", false);
    }

    static String receipt(long id, Placed placed) {
        Event event = Event.of(placed.block(), placed.position().transaction());
        return frame("receipt", "id", id, "found", true, "event", event);
    }

    static String version(long id) {
        return frame("version", "id", id, "version", NETWORK_VERSION);
    }

    static String pong(long id) {
        return frame("pong", "id", id);
    }

    static String subscribed(long id, Position behind) {
        return frame("subscribed", "id", id, "position", behind.toString());
    }

    static String events(long batch, List<Event> events, Position behind) {
        return frame("events", "batch", batch, "events", events, "position", behind.toString());
    }

    static String error(long id, String reason) {
        return frame("error", "id", id, "reason", reason);
    }

    private static String frame(String type, Object... fields) {
        Map<String, Object> frame = new LinkedHashMap<>();
        frame.put("type", type);
        for (int i = 0; i < fields.length; i += 2) {
            frame.put((String) fields[i], fields[i + 1]);
        }
        return Json.write(frame);
    }
}
