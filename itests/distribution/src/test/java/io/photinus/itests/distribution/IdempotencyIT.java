package io.photinus.itests.distribution;

import io.photinus.itests.distribution.On.Form;
import io.photinus.tools.client.Answer;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A request that is made again with the same key. */
@InEach({Form.ONE_PROCESS, Form.PROCESS_PER_MEMBER, Form.ON_POSTGRES})
@Order(5)
class IdempotencyIT {
    private final Network network;

    IdempotencyIT(Network network) {
        this.network = network;
    }

    @Test
    void takesAKeyOnce() {
        String body = Party.broadcast("idempotency", "1", "a-key");

        String id = network.first()
                .api()
                .mustPost("messages/broadcast", body)
                .object()
                .object("header")
                .string("id");
        Answer again = network.first().api().post("messages/broadcast", body);

        assertThat(again.status()).isEqualTo(409);
        assertThat(again.error()).startsWith("FF10430").contains(id);
        Exchange.completes(network, "idempotency", List.of(id));
    }

    @Test
    void takesAKeyOnceWhenRequestsComeAtOnce() {
        String body = Party.broadcast("idempotency-at-once", "1", "another-key");

        List<Integer> statuses = IntStream.range(0, 10)
                .mapToObj(i -> network.first().api().postLater("messages/broadcast", body))
                .toList()
                .stream()
                .map(answer -> answer.join())
                .toList();

        assertThat(statuses).containsOnly(202, 409).containsOnlyOnce(202);
        Await.until(
                "the message is confirmed", () -> network.second().count("messages?topics=idempotency-at-once") == 1);
    }

    @Test
    void letsMembersUseTheSameKey() {
        String body = Party.broadcast("idempotency-members", "1", "shared-key");

        List<String> sent = network.parties().stream()
                .map(party -> party.api()
                        .mustPost("messages/broadcast", body)
                        .object()
                        .object("header")
                        .string("id"))
                .toList();

        Exchange.completes(network, "idempotency-members", sent);
    }
}
