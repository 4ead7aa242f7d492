package io.photinus.blockchain.ledger;

import io.photinus.plugin.blockchain.LedgerEvent;
import io.photinus.types.json.Json;
import io.photinus.types.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LedgerEventsTest {
    private static final JsonObject PIN = JsonObject.parse("""
            {"protocolId":"000000000012/000003/000000","blockNumber":12,"transactionIndex":3,
             "transactionHash":"0xaa","timestamp":"2026-01-01T00:00:00Z","contract":"c1","requestId":"r1",
             "signer":"0x7e5f4552091a69125d5dfcb7b8c2659029395bdf","type":"pin","payloadRef":""}""")
            .with("uuids", "0x" + "ab".repeat(32))
            .with("batchHash", "0x" + "cd".repeat(32))
            .with("contexts", List.of("0x" + "ef".repeat(32)));

    @Test
    void readsAPin() {
        assertThat(read(PIN)).hasValueSatisfying(event -> assertThat(
                        event.event().output().fields().keySet())
                .containsExactly("author", "batchHash", "contexts", "payloadRef", "uuids"));
        assertThat(read(PIN).orElseThrow().event().info())
                .hasToString("{\"address\":\"c1\",\"blockNumber\":12,\"logIndex\":0,\"transactionHash\":\"0xaa\","
                        + "\"transactionIndex\":3}");
    }

    @Test
    void skipsWhatIsMalformed() {
        for (String field : List.of(
                "uuids", "batchHash", "payloadRef", "signer", "timestamp", "protocolId", "transactionHash", "type")) {
            assertThat(read(PIN.with(field, null))).as("without %s", field).isEmpty();
        }
        assertThat(read(PIN.with("uuids", "0x12"))).isEmpty();
        assertThat(read(PIN.with("batchHash", "zz"))).isEmpty();
        assertThat(read(PIN.with("contexts", List.of("0x12")))).isEmpty();
        assertThat(read(PIN.with("contexts", Arrays.asList((Object) null)))).isEmpty();
        assertThat(read(PIN.with("signer", "somebody"))).isEmpty();
        assertThat(read(PIN.with("timestamp", "soon"))).isEmpty();
        assertThat(read(PIN.with("type", "rumour"))).isEmpty();
    }

    @Test
    void skipsActionsThatAreNotForTheNetwork() {
        JsonObject action = PIN.with("type", "action");

        assertThat(read(action)).isEmpty();
        assertThat(read(action.with("action", "elsewhere:dance"))).isEmpty();
        assertThat(read(action.with("action", "firefly:terminate"))).hasValueSatisfying(event -> assertThat(event)
                .isInstanceOfSatisfying(LedgerEvent.NetworkAction.class, it -> assertThat(it.action())
                        .isEqualTo("terminate")));
    }

    @Test
    void makesReceiptsFromWholeEventsOnly() {
        assertThat(LedgerEvents.receipt(wire(PIN))).hasValueSatisfying(receipt -> {
            assertThat(receipt.requestId()).isEqualTo("r1");
            assertThat(receipt.succeeded()).isTrue();
            assertThat(receipt.blockchainId()).isEqualTo("0xaa");
            assertThat(receipt.output().object("headers"))
                    .isEqualTo(JsonObject.of(Map.of("requestId", "r1", "type", "TransactionSuccess")));
        });
        assertThat(LedgerEvents.receipt(wire(PIN.with("requestId", null)))).isEmpty();
    }

    private static Optional<LedgerEvent> read(JsonObject event) {
        return LedgerEvents.read(wire(event), "{\"contract\":\"c1\"}");
    }

    private static Wire.Event wire(JsonObject event) {
        return Json.read(event.toString(), Wire.Event.class);
    }
}
