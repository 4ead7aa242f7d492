package io.photinus.engine.subscriptions;

import io.photinus.types.BlockchainEvent;
import io.photinus.types.BlockchainTransactionRef;
import io.photinus.types.EnrichedEvent;
import io.photinus.types.Event;
import io.photinus.types.EventType;
import io.photinus.types.Hash;
import io.photinus.types.Message;
import io.photinus.types.MessageHeader;
import io.photinus.types.SubscriptionFilter;
import io.photinus.types.Transaction;
import io.photinus.types.TxType;
import io.photinus.types.error.ErrorCode;
import io.photinus.types.error.NodeProblem;
import io.photinus.types.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class EventFilterTest {
    private static final UUID ID = UUID.fromString("5f0e1f2a-0000-4000-8000-000000000001");
    private static final Hash GROUP = Hash.parse("ab".repeat(32));
    private static final Message MESSAGE = new Message(
            new MessageHeader(
                    ID,
                    null,
                    "private",
                    TxType.BATCH_PIN,
                    "did:firefly:org/one",
                    "0x1",
                    Instant.EPOCH,
                    "ns1",
                    GROUP,
                    List.of("orders"),
                    "invoice",
                    null,
                    null),
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            List.of(),
            List.of(),
            null);
    private static final Transaction TRANSACTION =
            new Transaction(ID, "ns1", TxType.CONTRACT_INVOKE, Instant.EPOCH, null, List.of());

    private static boolean passes(String filter, EventType type, Object referenced) {
        EventFilter compiled = EventFilter.compile(Json.read(filter, SubscriptionFilter.class));
        Event event = new Event(ID, 1, type, "ns1", ID, null, null, "orders-eu", Instant.EPOCH);
        return compiled.mayMatch(event) && compiled.matches(EnrichedEvent.of(event, referenced));
    }

    private static BlockchainEvent chainEvent(UUID listener) {
        return new BlockchainEvent(
                ID, "", "ns1", "Changed", listener, "", null, null, null, new BlockchainTransactionRef(null, null, ""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{} ; true",
                "{'events':''} ; true",
                "{'events':'message_confirmed'} ; true",
                "{'events':'confirmed|rejected'} ; true",
                "{'events':'^confirmed'} ; false",
                "{'topic':'eu'} ; true",
                "{'topic':'^eu'} ; false",
                "{'topics':'eu'} ; true",
                "{'topic':'us','topics':'eu'} ; false",
                "{'topic':'','topics':'us'} ; false",
                "{'message':{'tag':'voice'}} ; true",
                "{'message':{'tag':'^$'}} ; false",
                "{'tag':'invoice'} ; true",
                "{'tag':'order'} ; false",
                "{'message':{'tag':'invoice'},'tag':'order'} ; true",
                "{'message':{'group':'^abab'}} ; true",
                "{'group':'cd'} ; false",
                "{'message':{'author':'org/one$'}} ; true",
                "{'author':'org/two'} ; false",
                "{'message':{'author':'org/one','tag':'order'}} ; false",
                "{'transaction':{'type':'^$'}} ; true",
                "{'transaction':{'type':'pin'}} ; false",
                "{'blockchainevent':{'name':'Changed'}} ; false",
                "{'topic':'(?i)EU'} ; true"
            })
    void looksAtMessages(String filter, boolean expected) {
        assertThat(passes(filter.replace('\'', '"'), EventType.MESSAGE_CONFIRMED, MESSAGE))
                .isEqualTo(expected);
    }

    @Test
    void anAbsentObjectIsAnEmptyText() {
        assertThat(passes(
                        "{\"message\":{\"tag\":\"^$\",\"group\":\"^$\",\"author\":\"^$\"}}",
                        EventType.TRANSACTION_SUBMITTED,
                        TRANSACTION))
                .isTrue();
        assertThat(passes("{\"message\":{\"tag\":\".\"}}", EventType.TRANSACTION_SUBMITTED, TRANSACTION))
                .isFalse();
    }

    @Test
    void looksAtTransactions() {
        assertThat(passes("{\"transaction\":{\"type\":\"^contract_\"}}", EventType.TRANSACTION_SUBMITTED, TRANSACTION))
                .isTrue();
        assertThat(passes("{\"transaction\":{\"type\":\"batch\"}}", EventType.TRANSACTION_SUBMITTED, TRANSACTION))
                .isFalse();
    }

    @Test
    void looksAtBlockchainEvents() {
        EventType type = EventType.BLOCKCHAIN_EVENT_RECEIVED;
        assertThat(passes("{\"blockchainevent\":{\"name\":\"^Ch\"}}", type, chainEvent(ID)))
                .isTrue();
        assertThat(passes("{\"blockchainevent\":{\"listener\":\"0001$\"}}", type, chainEvent(ID)))
                .isTrue();
        assertThat(passes("{\"blockchainevent\":{\"listener\":\"^$\"}}", type, chainEvent(null)))
                .isTrue();
        assertThat(passes("{\"blockchainevent\":{\"listener\":\"0002$\"}}", type, chainEvent(ID)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"(?=x)", "(x)\\1", "[", "a{1001}", "x**", "(((a{1000}){1000}){1000}){1000}"})
    void refusesWhatRe2Refuses(String expression) {
        assertThatExceptionOfType(NodeProblem.class)
                .isThrownBy(() -> EventFilter.compile(World.topic(expression)))
                .satisfies(problem -> assertThat(problem.code()).isEqualTo(ErrorCode.FF10171))
                .withMessageContaining("topic");
    }

    @Test
    void namesTheFieldInItsOwnForm() {
        SubscriptionFilter filter = new SubscriptionFilter(null, null, null, null, null, null, null, null, "[");

        assertThatExceptionOfType(NodeProblem.class)
                .isThrownBy(() -> EventFilter.compile(filter))
                .withMessageContaining("message.author");
    }
}
