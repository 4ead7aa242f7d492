package io.photinus.blockchain.ledger;

import io.photinus.plugin.blockchain.ChainEvent;
import io.photinus.plugin.blockchain.LedgerEvent;
import io.photinus.plugin.blockchain.Receipt;
import io.photinus.types.Hash;
import io.photinus.types.Ids;
import io.photinus.types.TxType;
import io.photinus.types.error.NodeProblem;
import io.photinus.types.json.JsonNumber;
import io.photinus.types.json.JsonObject;
import io.photinus.types.json.WireTime;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns what the ledger says into what the core understands (protocol 5.6). */
final class LedgerEvents {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerEvents.class);
    private static final Pattern ADDRESS = Pattern.compile("0x[0-9a-f]{40}");

    /** Stands in front of the actions that are meant for the network. */
    static final String ACTION_PREFIX = "firefly:";

    private LedgerEvents() {}

    /**
     * Reads one event.
     *
     * @param location the contract as multiparty compares it
     * @return empty when the event is malformed or not for us; repeating it would not help
     */
    static Optional<LedgerEvent> read(Wire.Event event, String location) {
        try {
            String signer = need(event.signer(), "signer");
            if (!ADDRESS.matcher(signer).matches()) {
                throw new IllegalArgumentException("signer is not an address");
            }
            return switch (need(event.type(), "type")) {
                case "pin" -> Optional.of(pin(event, signer, location));
                case "action" -> action(event, signer, location);
                default -> throw new IllegalArgumentException("type is unknown");
            };
        } catch (IllegalArgumentException | NodeProblem malformed) {
            LOG.info("skipping event {} of the ledger: {}", event.protocolId(), malformed.getMessage());
            return Optional.empty();
        }
    }

    private static LedgerEvent pin(Wire.Event event, String signer, String location) {
        ByteBuffer uuids =
                ByteBuffer.wrap(Hash.parse(need(event.uuids(), "uuids")).bytes());
        Hash batchHash = Hash.parse(need(event.batchHash(), "batchHash"));
        String payloadRef = need(event.payloadRef(), "payloadRef");
        List<Hash> contexts = event.contexts() == null
                ? List.of()
                : event.contexts().stream()
                        .map(context -> Hash.parse(need(context, "contexts")))
                        .toList();
        JsonObject output = JsonObject.of(Map.of(
                "author",
                signer,
                "uuids",
                "0x" + HexFormat.of().formatHex(uuids.array()),
                "batchHash",
                hex(batchHash),
                "payloadRef",
                payloadRef,
                "contexts",
                contexts.stream().map(LedgerEvents::hex).toList()));
        return new LedgerEvent.BatchPinned(
                chainEvent(event, "BatchPin", location, output),
                signer,
                TxType.BATCH_PIN,
                new UUID(uuids.getLong(), uuids.getLong()),
                new UUID(uuids.getLong(), uuids.getLong()),
                batchHash,
                payloadRef,
                contexts);
    }

    private static Optional<LedgerEvent> action(Wire.Event event, String signer, String location) {
        String action = need(event.action(), "action");
        if (!action.startsWith(ACTION_PREFIX)) {
            return Optional.empty();
        }
        JsonObject output = JsonObject.of(Map.of("author", signer, "action", action));
        return Optional.of(new LedgerEvent.NetworkAction(
                chainEvent(event, "NetworkAction", location, output),
                signer,
                action.substring(ACTION_PREFIX.length())));
    }

    private static ChainEvent chainEvent(Wire.Event event, String name, String location, JsonObject output) {
        return new ChainEvent(
                "ledger",
                name,
                need(event.protocolId(), "protocolId"),
                need(event.transactionHash(), "transactionHash"),
                location,
                output,
                place(event),
                WireTime.parse(need(event.timestamp(), "timestamp")));
    }

    /** What became of the request behind an event; empty when the event does not tell. */
    static Optional<Receipt> receipt(Wire.Event event) {
        if (event.requestId() == null || event.transactionHash() == null || event.contract() == null) {
            return Optional.empty();
        }
        JsonObject headers = JsonObject.of(Map.of("requestId", event.requestId(), "type", "TransactionSuccess"));
        JsonObject output = place(event).with("protocolId", event.protocolId()).with("headers", headers);
        return Optional.of(new Receipt(event.requestId(), true, event.transactionHash(), "", output));
    }

    private static JsonObject place(Wire.Event event) {
        return JsonObject.of(Map.of(
                "address", need(event.contract(), "contract"),
                "blockNumber", number(event.blockNumber()),
                "transactionIndex", number(event.transactionIndex()),
                "logIndex", number(0),
                "transactionHash", need(event.transactionHash(), "transactionHash")));
    }

    /** The bytes that name transaction and batch on the ledger (protocol 5.4). */
    static String uuids(UUID transaction, UUID batch) {
        return "0x" + HexFormat.of().formatHex(Ids.bytes(transaction))
                + HexFormat.of().formatHex(Ids.bytes(batch));
    }

    static String hex(Hash hash) {
        return "0x" + hash;
    }

    private static JsonNumber number(long value) {
        return new JsonNumber(Long.toString(value));
    }

    private static String need(@Nullable String value, String field) {
        if (value == null) {
            throw new IllegalArgumentException(field + " is missing");
        }
        return value;
    }
}
