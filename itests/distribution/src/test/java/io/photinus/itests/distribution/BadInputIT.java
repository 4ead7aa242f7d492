package io.photinus.itests.distribution;

import io.photinus.itests.distribution.On.Form;
import io.photinus.tools.client.Answer;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What is refused leaves nothing behind, on neither member. */
@InEach({Form.ONE_PROCESS, Form.PROCESS_PER_MEMBER})
@Order(4)
class BadInputIT {
    private static final List<String> COLLECTIONS = List.of(
            "messages", "data", "datatypes", "batches", "transactions", "operations", "events", "subscriptions");

    private final Network network;
    private final Party party;
    private Map<String, Long> before = Map.of();

    BadInputIT(Network network) {
        this.network = network;
        this.party = network.first();
    }

    @BeforeEach
    void count() {
        before = counts();
    }

    @AfterEach
    void nothingIsLeft() {
        assertThat(counts()).isEqualTo(before);
    }

    private Map<String, Long> counts() {
        return network.parties().stream()
                .flatMap(member -> COLLECTIONS.stream().map(name -> Map.entry(member + " " + name, member.count(name))))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static void assertRefused(Answer answer, int status, String error) {
        assertThat(answer.error()).startsWith(error);
        assertThat(answer.status()).isEqualTo(status);
    }

    /** An error of the JSON reader has no code; its text is free. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"data\": | ''",
                "[] | ''",
                "null | ''",
                "{\"data\":\"text\"} | ''",
                "{\"data\":[1]} | ''",
                "{\"header\":[],\"data\":[{\"value\":1}]} | ''",
                "{\"header\":{\"topics\":\"text\"},\"data\":[{\"value\":1}]} | ''",
                "{\"header\":{\"type\":\"nonsense\"},\"data\":[{\"value\":1}]} | FF10287",
                "{\"header\":{\"topics\":[\"a b\"]},\"data\":[{\"value\":1}]} | FF00140",
                "{\"header\":{\"topics\":[\"\"]},\"data\":[{\"value\":1}]} | FF00140",
                "{\"header\":{\"topics\":[\"a\",\"a\"]},\"data\":[{\"value\":1}]} | FF00133",
                "{\"header\":{\"topics\":[\"1\",\"2\",\"3\",\"4\",\"5\",\"6\",\"7\",\"8\",\"9\",\"10\",\"11\"]},\"data\":[{\"value\":1}]} | FF00134",
                "{\"header\":{\"tag\":\"a b\"},\"data\":[{\"value\":1}]} | FF00140",
                "{\"header\":{\"author\":\"did:firefly:org/nobody\"},\"data\":[{\"value\":1}]} | FF10206",
                "{\"header\":{\"key\":\"0x0000000000000000000000000000000000000001\"},\"data\":[{\"value\":1}]} | FF10206",
                "{\"data\":[{\"value\":1,\"datatype\":{\"name\":\"nobody\",\"version\":\"1\"}}]} | FF10195",
                "{\"data\":[{\"id\":\"00000000-0000-4000-8000-000000000000\"}]} | FF10204",
                "{\"data\":[{\"id\":\"nonsense\"}]} | FF00138",
                "{\"data\":[{}]} | FF10205",
            })
    void refusesBroadcasts(String body, String error) {
        Answer answer = party.api().post("messages/broadcast", body);

        assertRefused(answer, 400, error);
        assertThat(answer.error()).isNotEmpty();
    }

    @Test
    void refusesAnEmptyBody() {
        assertRefused(party.api().post("messages/broadcast", ""), 400, "EOF");
    }

    @Test
    void refusesATopicThatIsTooLong() {
        assertRefused(party.api().post("messages/broadcast", Party.broadcast("x".repeat(65), "1")), 400, "FF00140");
    }

    @Test
    void refusesAMessageThatNoBatchCouldCarry() {
        String value = "\"" + "x".repeat(900_000) + "\"";

        assertRefused(party.api().post("messages/broadcast", Party.broadcast("bad-input", value)), 400, "FF10327");
    }

    @Test
    void refusesABodyThatIsTooLarge() {
        String value = "\"" + "x".repeat(11_000_000) + "\"";

        assertThat(party.api()
                        .post("messages/broadcast", Party.broadcast("bad-input", value))
                        .status())
                .isEqualTo(413);
        assertThat(party.ready()).isTrue();
    }

    @Test
    void refusesValuesThatAreNestedTooDeep() {
        String value = "[".repeat(100_000) + "]".repeat(100_000);

        assertThat(party.api().post("data", "{\"value\":" + value + "}").status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"name\":\"a b\",\"version\":\"1\",\"value\":{}} | FF00140",
                "{\"name\":\"good\",\"version\":\"\",\"value\":{}} | FF00140",
                "{\"name\":\"good\",\"version\":\"1\",\"value\":{\"type\":7}} | FF10196",
                "{\"name\":\"good\",\"version\":\"1\",\"value\":{\"$ref\":\"http://127.0.0.1:1/x.json\"}} | FF10196",
                "{\"name\":\"good\",\"version\":\"1\",\"validator\":\"nonsense\",\"value\":{}} | ''",
            })
    void refusesDatatypes(String body, String error) {
        assertRefused(party.api().post("datatypes?confirm=true", body), 400, error);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"name\":\"a b\"} | FF00140 | 400",
                "{\"name\":\"good\",\"filter\":{\"topic\":\"(\"}} | FF10171 | 500",
                "{\"name\":\"good\",\"transport\":\"nonsense\"} | FF10172 | 500",
                "{\"name\":\"good\",\"options\":{\"firstEvent\":\"nonsense\"}} | FF10191 | 400",
                "{\"name\":\"good\",\"options\":{\"readAhead\":-1}} | '' | 400",
            })
    void refusesSubscriptions(String body, String error, int status) {
        assertRefused(party.api().post("subscriptions", body), status, error);
    }
}
