package io.photinus.itests.distribution;

import io.photinus.itests.distribution.On.Form;
import io.photinus.types.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The main job: members exchange broadcasts. */
@InEach({Form.ONE_PROCESS, Form.PROCESS_PER_MEMBER, Form.ON_POSTGRES})
@Order(1)
class ExchangeIT {
    private static final int MESSAGES = 20;

    private final Network network;

    ExchangeIT(Network network) {
        this.network = network;
    }

    @Test
    void confirmsWhatEitherMemberSendsInEqualOrderEverywhere() {
        List<String> red = new ArrayList<>();
        List<String> green = new ArrayList<>();

        for (int i = 0; i < MESSAGES; i++) {
            Party sender = network.parties().get(i % 2);
            red.add(sender.send("exchange-red", "red " + i));
            green.add(sender.send("exchange-green", "green " + i));
        }

        Exchange.completes(network, "exchange-red", red);
        Exchange.completes(network, "exchange-green", green);
    }

    @Test
    void keepsTheOrderInWhichOneMemberSends() {
        List<String> sent = IntStream.range(0, MESSAGES)
                .mapToObj(i -> network.second().send("exchange-ordered", "text " + i))
                .toList();

        Exchange.completes(network, "exchange-ordered", sent);
        assertThat(network.first().confirmed("exchange-ordered")).isEqualTo(sent);
    }

    @Test
    void agreesOnTheOrderOfWhatMembersSendAtOnce() {
        List<CompletableFuture<String>> sending = IntStream.range(0, MESSAGES)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> network.parties().get(i % 2).send("exchange-at-once", "text " + i)))
                .toList();

        Exchange.completes(
                network,
                "exchange-at-once",
                sending.stream().map(CompletableFuture::join).toList());
    }

    @Test
    void givesEveryMemberTheValueAsItWasWritten() {
        String value = "{\"z\":1.50,\"a\":[1e400,-0,12345678901234567890],\"text\":\"<é> \\u2028 & \\\"\",\"n\":null}";

        JsonObject sent = network.first()
                .api()
                .mustPost("messages/broadcast?confirm=true", Party.broadcast("exchange-value", value))
                .object();

        String id = sent.object("header").string("id");
        assertThat(sent.string("state")).isEqualTo("confirmed");
        Exchange.completes(network, "exchange-value", List.of(id));
        List<String> values = network.parties().stream()
                .map(party -> party.api()
                        .mustGet("data/" + onlyDataOf(party, id) + "/value")
                        .body())
                .toList();
        assertThat(values.get(0).strip())
                .isEqualTo("{\"z\":1.50,\"a\":[1e400,-0,12345678901234567890],"
                        + "\"text\":\"\\u003cé\\u003e \\u2028 \\u0026 \\\"\",\"n\":null}");
        assertThat(values.get(1)).isEqualTo(values.get(0));
    }

    private static String onlyDataOf(Party party, String message) {
        List<JsonObject> data =
                party.api().mustGet("messages/" + message + "/data").list();
        assertThat(data).hasSize(1);
        return data.get(0).string("id");
    }

    @Test
    void keepsLocalAndNetworkNamesOfNamespacesApart() {
        String id = network.first().send("exchange-names", "text");

        Exchange.completes(network, "exchange-names", List.of(id));
        for (Party party : network.parties()) {
            JsonObject status = party.api().mustGet("status").object().object("namespace");
            JsonObject message = party.message(id);
            assertThat(status.string("name")).isEqualTo(party.api().namespace());
            assertThat(message.string("localNamespace")).isEqualTo(party.api().namespace());
            assertThat(message.object("header").string("namespace"))
                    .isEqualTo(status.string("networkName"))
                    .isEqualTo(network.networkName());
        }
    }

    @Test
    void sharesADatatypeAndHoldsEveryMemberToIt() {
        String schema =
                "{\"type\":\"object\",\"required\":[\"size\"],\"properties\":{\"size\":{\"type\":\"integer\"}}}";
        String good = "{\"header\":{\"topics\":[\"exchange-typed\"]},\"data\":[{\"datatype\":"
                + "{\"name\":\"widget\",\"version\":\"1.0\"},\"value\":{\"size\":7}}]}";

        network.first()
                .api()
                .mustPost(
                        "datatypes?confirm=true", "{\"name\":\"widget\",\"version\":\"1.0\",\"value\":" + schema + "}");

        Await.until(
                "the other member knows the datatype",
                () -> network.second().api().get("datatypes/widget/1.0").ok());
        String id = network.second()
                .api()
                .mustPost("messages/broadcast", good)
                .object()
                .object("header")
                .string("id");
        Exchange.completes(network, "exchange-typed", List.of(id));
        var refused = network.second().api().post("messages/broadcast", good.replace("7", "\"seven\""));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.error()).startsWith("FF10198");
    }

    @Test
    void uploadsEachBatchOnce() {
        List<String> sent = IntStream.range(0, MESSAGES)
                .mapToObj(i -> network.parties().get(i % 2).send("exchange-uploads", "text " + i))
                .toList();

        Exchange.completes(network, "exchange-uploads", sent);
        assertThat(Uploads.of(network).batchesOf(sent))
                .isEqualTo(Uploads.asConfirmed(network.second(), "exchange-uploads"));
    }
}
