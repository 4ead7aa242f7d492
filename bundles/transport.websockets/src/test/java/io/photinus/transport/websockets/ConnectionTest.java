package io.photinus.transport.websockets;

import io.photinus.plugin.transport.Delivery;
import io.photinus.plugin.transport.StartRequest;
import io.photinus.types.EnrichedEvent;
import io.photinus.types.Event;
import io.photinus.types.EventType;
import io.photinus.types.SubscriptionRef;
import io.photinus.types.error.Temporary;
import io.photinus.types.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class ConnectionTest {
    private static final String START_APP = "{\"type\":\"start\",\"namespace\":\"ns1\",\"name\":\"app\"}";
    private static final String START_OTHER = "{\"type\":\"start\",\"namespace\":\"ns1\",\"name\":\"other\"}";
    private static final String START_AUTO =
            "{\"type\":\"start\",\"namespace\":\"ns1\",\"name\":\"app\",\"autoack\":true}";
    private static final String ACK = "{\"type\":\"ack\"}";
    private static final SubscriptionRef APP = new SubscriptionRef(UUID.randomUUID(), "ns1", "app");
    private static final SubscriptionRef OTHER = new SubscriptionRef(UUID.randomUUID(), "ns1", "other");

    private final FakeHost host = new FakeHost();
    private final FakePeer peer = new FakePeer("c1");
    private final List<String> forgotten = new ArrayList<>();
    private Connection connection;

    private Connection open() {
        connection = new Connection(peer, host, forgotten::add);
        connection.open();
        return connection;
    }

    private void send(String... frames) {
        if (connection == null) {
            open();
        }
        Stream.of(frames).forEach(connection::text);
    }

    private static EnrichedEvent event(long sequence, SubscriptionRef subscription) {
        Event event = new Event(
                UUID.randomUUID(),
                sequence,
                EventType.MESSAGE_CONFIRMED,
                "ns1",
                UUID.randomUUID(),
                null,
                null,
                "<orders>",
                Instant.parse("2026-01-02T03:04:05.120Z"));
        return EnrichedEvent.of(event, null).deliveredTo(subscription);
    }

    private static Delivery single(SubscriptionRef subscription) {
        EnrichedEvent event = event(7, subscription);
        return new Delivery("c1", event.id(), subscription, false, List.of(event));
    }

    private static Delivery batch(SubscriptionRef subscription) {
        return new Delivery(
                "c1", UUID.randomUUID(), subscription, true, List.of(event(7, subscription), event(8, subscription)));
    }

    private static String ack(Delivery delivery) {
        return "{\"type\":\"ack\",\"id\":\"" + delivery.id() + "\"}";
    }

    private static String ack(Delivery delivery, String subscription) {
        return "{\"type\":\"ack\",\"id\":\"" + delivery.id() + "\",\"subscription\":" + subscription.replace('\'', '"')
                + "}";
    }

    private static String acknowledged(Delivery delivery) {
        return "c1 " + delivery.subscription().name() + " " + delivery.id();
    }

    private void assertProtocolError(String code) {
        assertThat(peer.frames).isNotEmpty();
        JsonObject last = peer.frame(peer.frames.size() - 1);
        assertThat(last.string("type")).isEqualTo("protocol_error");
        assertThat(last.string("error")).startsWith("FF10176: ").contains(": " + code);
        assertThat(peer.closedWith).isEqualTo(1002);
        assertThat(host.closed).containsExactly("c1");
        assertThat(forgotten).containsExactly("c1");
    }

    private void assertOpen() {
        assertThat(peer.closedWith).isZero();
        assertThat(host.closed).isEmpty();
    }

    // --- start

    @Test
    void startsADurableSubscriptionWithoutAReply() {
        send(START_APP);

        assertThat(host.starts).hasSize(1);
        assertThat(host.starts.get(0).namespace()).isEqualTo("ns1");
        assertThat(host.starts.get(0).name()).isEqualTo("app");
        assertThat(host.starts.get(0).ephemeral()).isFalse();
        assertThat(peer.frames).isEmpty();
        assertOpen();
    }

    @Test
    void startsAnEphemeralSubscriptionWithFilterAndOptions() {
        send("{\"type\":\"start\",\"namespace\":\"ns1\",\"ephemeral\":true,"
                + "\"filter\":{\"events\":\"message_.*\",\"message\":{\"tag\":\"t\"}},"
                + "\"options\":{\"readAhead\":5,\"batch\":true,\"firstEvent\":\"oldest\"}}");

        StartRequest request = host.starts.get(0);
        assertThat(request.ephemeral()).isTrue();
        assertThat(request.filter().events()).isEqualTo("message_.*");
        assertThat(request.filter().message().tag()).isEqualTo("t");
        assertThat(request.options()).hasToString("{\"batch\":true,\"firstEvent\":\"oldest\",\"readAhead\":5}");
    }

    @Test
    void allowsSeveralStartsOnOneSocket() {
        send(START_APP, START_OTHER, "{\"type\":\"start\",\"namespace\":\"ns2\",\"ephemeral\":true}");

        assertThat(host.starts).hasSize(3);
        assertOpen();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{'type':'start','name':'app'} ; FF10436",
                "{'type':'start','namespace':'nowhere','name':'app'} ; FF10436",
                "{'type':'start','namespace':'nowhere'} ; FF10436",
                "{'type':'start','namespace':'ns1'} ; FF10178",
                "{'type':'start','namespace':'later'} ; FF10178",
                "{'type':'start','namespace':'later','name':'app'} ; FF10187"
            })
    void refusesStartsThatCannotBeServed(String frame, String code) {
        send(frame.replace('\'', '"'));

        assertProtocolError(code);
        assertThat(host.starts).isEmpty();
    }

    @Test
    void refusesAnotherAutoackThanBefore() {
        send(START_AUTO, "{\"type\":\"start\",\"namespace\":\"ns1\",\"name\":\"other\",\"autoack\":false}");

        assertProtocolError("FF10179");
    }

    @Test
    void theFirstStartDecidesOnAutoackEvenWhenItLeavesItOut() {
        send(START_APP, START_AUTO);

        assertProtocolError("FF10179");
    }

    @Test
    void autoackLeftOutMeansUnchanged() {
        send(START_AUTO, START_OTHER, "{\"type\":\"start\",\"namespace\":\"ns1\",\"name\":\"x\",\"autoack\":true}");

        assertThat(host.starts).hasSize(3);
        assertOpen();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not json",
                "",
                "[]",
                "{\"type\":\"start\",\"namespace\":7}",
                "{\"type\":\"start\",\"namespace\":\"ns1\",\"ephemeral\":\"yes\"}",
                "{\"type\":\"start\",\"namespace\":\"ns1\",\"filter\":\"x\"}",
                "{\"type\":\"ack\",\"id\":\"no-uuid\"}"
            })
    void refusesFramesThatCannotBeRead(String frame) {
        send(frame);

        assertProtocolError("");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"type\":\"nack\"}", "{\"type\":\"\"}"})
    void refusesUnknownActions(String frame) {
        send(frame);

        assertProtocolError("FF10177");
    }

    @Test
    void readsNothingAfterAnError() {
        send("{}", START_APP);

        assertThat(host.starts).isEmpty();
        assertThat(peer.frames).hasSize(1);
    }

    @Test
    void tellsThatTheDatabaseIsAway() {
        host.refuse = new Away();

        send(START_APP);

        assertProtocolError("the database is away");
    }

    private static final class Away extends RuntimeException implements Temporary {
        private static final long serialVersionUID = 1L;

        Away() {
            super("the database is away");
        }
    }

    @Test
    void doesNotHideABug() {
        host.refuse = new IllegalStateException("a bug");

        assertThatIllegalStateException().isThrownBy(() -> send(START_APP)).withMessage("a bug");
    }

    @Test
    void asksTheClientToComeAgainWhenTheCoreIsGone() {
        open();
        host.over = true;

        send(START_APP);

        assertThat(peer.closedWith).isEqualTo(1012);
        assertThat(peer.frames).isEmpty();
    }

    // --- scoped address

    @Test
    void fillsInTheNamespaceOfAScopedAddress() {
        peer.scopedTo("ns2");

        send("{\"type\":\"start\",\"name\":\"app\"}", "{\"type\":\"start\",\"namespace\":\"ns2\",\"name\":\"b\"}");

        assertThat(host.starts).extracting(StartRequest::namespace).containsExactly("ns2", "ns2");
        assertOpen();
    }

    @Test
    void refusesAnotherNamespaceOnAScopedAddress() {
        peer.scopedTo("ns2");

        send(START_APP);

        assertProtocolError("FF10462");
    }

    // --- start by query

    @Test
    void startsWhatTheQueryAsksFor() {
        peer.with("namespace", "ns1")
                .with("ephemeral", "")
                .with("autoack", "0")
                .with("batch", "true")
                .with("batchtimeout", "10ms")
                .with("readahead", "20")
                .with("filter.events", "e")
                .with("filter.topic", "t")
                .with("filter.message.tag", "mt")
                .with("filter.message.group", "mg")
                .with("filter.message.author", "ma")
                .with("filter.blockchain.name", "bn")
                .with("filter.blockchain.listener", "bl")
                .with("filter.transaction.type", "tt")
                .with("filter.topics", "ts")
                .with("filter.tag", "ot")
                .with("filter.group", "og")
                .with("filter.author", "oa")
                .with("changeevents", "*");

        open();
        connection.deliver(single(APP));

        StartRequest request = host.starts.get(0);
        assertThat(request.ephemeral()).isTrue();
        assertThat(request.namespace()).isEqualTo("ns1");
        assertThat(request.options()).hasToString("{\"batch\":true,\"batchTimeout\":\"10ms\",\"readAhead\":20}");
        assertThat(io.photinus.types.json.Json.write(request.filter()))
                .isEqualTo("{\"events\":\"e\",\"message\":{\"tag\":\"mt\",\"group\":\"mg\",\"author\":\"ma\"},"
                        + "\"transaction\":{\"type\":\"tt\"},\"blockchainevent\":{\"name\":\"bn\",\"listener\":\"bl\"},"
                        + "\"topic\":\"t\",\"topics\":\"ts\",\"tag\":\"ot\",\"group\":\"og\",\"author\":\"oa\"}");
        assertThat(host.acknowledged).hasSize(1);
    }

    @Test
    void startsADurableSubscriptionByQuery() {
        peer.with("namespace", "ns1")
                .with("name", "app")
                .with("ephemeral", "false")
                .with("autoack", "false");

        open();

        assertThat(host.starts.get(0).name()).isEqualTo("app");
        assertThat(host.starts.get(0).ephemeral()).isFalse();
    }

    @Test
    void startsNothingWithoutNameOrEphemeral() {
        peer.with("namespace", "ns1").with("ephemeral", "false").with("autoack", "true");

        open();

        assertThat(host.starts).isEmpty();
        assertThat(peer.frames).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'',app,'',FF10178",
        "nowhere,app,'',FF10187",
        "ns1,app,70000,FF00172",
        "ns1,app,-1,FF00172",
        "ns1,app,many,FF00172"
    })
    void aFailingStartByQueryLeavesTheSocketOpen(String namespace, String name, String readAhead, String code) {
        peer.with("namespace", namespace).with("name", name).with("readahead", readAhead);

        open();

        assertThat(peer.frame(0).string("type")).isEqualTo("protocol_error");
        assertThat(peer.error(0)).startsWith(code + ": ");
        assertOpen();
        send(START_AUTO);
        assertThat(host.starts).hasSize(1);
        assertOpen();
    }

    @Test
    void refusesAnotherNamespaceInTheQueryOfAScopedAddress() {
        peer.scopedTo("ns2").with("namespace", "ns1");

        open();

        assertThat(peer.error(0)).startsWith("FF10462: ");
        assertOpen();
    }

    @Test
    void fillsInTheNamespaceOfAScopedAddressForTheQuery() {
        peer.scopedTo("ns2").with("ephemeral", "true");

        open();

        assertThat(host.starts).extracting(StartRequest::namespace).containsExactly("ns2");
    }

    // --- deliveries

    @Test
    void sendsAnEventAsItIs() {
        send(START_APP);

        Delivery delivery = single(APP);
        connection.deliver(delivery);

        assertThat(peer.frames)
                .containsExactly("{\"id\":\"" + delivery.id()
                        + "\",\"sequence\":7,\"type\":\"message_confirmed\",\"namespace\":\"ns1\",\"reference\":\""
                        + delivery.events().get(0).reference()
                        + "\",\"topic\":\"\\u003corders\\u003e\",\"created\":\"2026-01-02T03:04:05.12Z\","
                        + "\"subscription\":{\"id\":\"" + APP.id() + "\",\"namespace\":\"ns1\",\"name\":\"app\"}}\n");
    }

    @Test
    void sendsABatchInAnEnvelope() {
        send(START_APP);
        Delivery delivery = batch(APP);

        connection.deliver(delivery);

        assertThat(peer.frames.get(0))
                .startsWith("{\"type\":\"event_batch\",\"id\":\"" + delivery.id() + "\",\"subscription\":{\"id\":\""
                        + APP.id() + "\",\"namespace\":\"ns1\",\"name\":\"app\"},\"events\":[{\"id\":")
                .endsWith("}]}\n");
        assertThat((List<?>) peer.frame(0).get("events")).hasSize(2);
    }

    @Test
    void deliversEvenBeforeTheStartHasReturned() {
        Delivery early = single(APP);
        open();
        host.onStart = () -> connection.deliver(early);

        send(START_APP, ack(early));

        assertThat(host.acknowledged).containsExactly(acknowledged(early));
        assertOpen();
    }

    // --- acknowledgements

    @Test
    void acknowledgesById() {
        send(START_APP);
        Delivery first = single(APP);
        Delivery second = single(APP);
        connection.deliver(first);
        connection.deliver(second);

        send(ack(second), ack(first));

        assertThat(host.acknowledged).containsExactly(acknowledged(second), acknowledged(first));
        assertOpen();
    }

    @Test
    void acknowledgesTheOldestWithoutAnId() {
        send(START_APP, START_OTHER);
        Delivery first = single(APP);
        Delivery second = single(OTHER);
        connection.deliver(first);
        connection.deliver(second);

        send(ACK, ACK);

        assertThat(host.acknowledged).containsExactly(acknowledged(first), acknowledged(second));
        assertOpen();
    }

    @Test
    void acknowledgesABatchByItsIdWhateverElseIsStarted() {
        send(START_APP, START_OTHER);
        Delivery batch = batch(APP);
        connection.deliver(batch);

        send(ack(batch));

        assertThat(host.acknowledged).containsExactly(acknowledged(batch));
        assertOpen();
    }

    @Test
    void doesNotAcknowledgeASingleEventOfABatch() {
        send(START_APP);
        Delivery batch = batch(APP);
        connection.deliver(batch);

        send("{\"type\":\"ack\",\"id\":\"" + batch.events().get(0).id() + "\"}");

        assertProtocolError("FF10175");
    }

    @Test
    void doesNotAcknowledgeABatchWithoutItsId() {
        send(START_APP);
        connection.deliver(batch(APP));

        send(ACK);

        assertProtocolError("FF10175");
    }

    @Test
    void refusesAnIdWithoutSubscriptionWhenSeveralAreStarted() {
        send(START_APP, START_OTHER);
        Delivery delivery = single(APP);
        connection.deliver(delivery);

        send(ack(delivery));

        assertProtocolError("FF10175");
    }

    @Test
    void startingANameTwiceIsOneStart() {
        send(START_APP, START_APP);
        Delivery delivery = single(APP);
        connection.deliver(delivery);

        send(ack(delivery));

        assertThat(host.acknowledged).containsExactly(acknowledged(delivery));
    }

    @Test
    void tellsSubscriptionsApartByIdOrName() {
        send(START_APP, START_OTHER);
        Delivery toApp = single(APP);
        Delivery toOther = new Delivery(
                "c1", toApp.id(), OTHER, false, List.of(toApp.events().get(0).deliveredTo(OTHER)));
        connection.deliver(toApp);
        connection.deliver(toOther);

        send(ack(toOther, "{'namespace':'ns1','name':'other'}"), ack(toApp, "{'id':'" + APP.id() + "'}"));

        assertThat(host.acknowledged).containsExactly(acknowledged(toOther), acknowledged(toApp));
        assertOpen();
    }

    @Test
    void fillsInTheNamespaceOfAnAcknowledgement() {
        peer.scopedTo("ns1");
        send(START_APP, START_OTHER);
        Delivery delivery = single(OTHER);
        connection.deliver(delivery);

        send(ack(delivery, "{'name':'other'}"));

        assertThat(host.acknowledged).containsExactly(acknowledged(delivery));
    }

    @Test
    void refusesAnAcknowledgementForAnotherSubscription() {
        send(START_APP);
        Delivery delivery = single(APP);
        connection.deliver(delivery);

        send(ack(delivery, "{'namespace':'ns1','name':'other'}"));

        assertProtocolError("FF10175");
    }

    @Test
    void refusesToAcknowledgeTwice() {
        send(START_APP);
        Delivery delivery = single(APP);
        connection.deliver(delivery);

        send(ack(delivery), ack(delivery));

        assertThat(host.acknowledged).hasSize(1);
        assertProtocolError("FF10175");
    }

    @Test
    void refusesToAcknowledgeNothing() {
        send(START_APP, ACK);

        assertProtocolError("FF10175");
    }

    @Test
    void acceptsTwoAcknowledgementsForWhatWasSentTwice() {
        send(START_APP);
        Delivery delivery = single(APP);
        connection.deliver(delivery);
        connection.deliver(delivery);

        send(ack(delivery), ack(delivery));

        assertThat(host.acknowledged).hasSize(2);
        assertOpen();
    }

    @Test
    void refusesAcknowledgementsWhileItAcknowledgesByItself() {
        send(START_AUTO);
        Delivery delivery = single(APP);
        connection.deliver(delivery);

        send(ack(delivery));

        assertProtocolError("FF10180");
    }

    @Test
    void acknowledgesByItselfWhenAFrameIsWritten() {
        peer.slow = true;
        send(START_AUTO);
        Delivery delivery = single(APP);
        connection.deliver(delivery);
        assertThat(host.acknowledged).isEmpty();

        peer.write();

        assertThat(host.acknowledged).containsExactly(acknowledged(delivery));
    }

    // --- slow and broken clients

    @Test
    void holdsDeliveriesBackWhileTheClientIsSlow() {
        peer.slow = true;
        send(START_APP);
        SubscriptionRef wide = new SubscriptionRef(APP.id(), "ns1", "n".repeat(200 * 1024));
        List<Delivery> deliveries = Stream.generate(() -> single(wide)).limit(4).toList();

        deliveries.forEach(connection::deliver);
        assertThat(peer.frames).hasSize(2);
        peer.write();
        assertThat(peer.frames).hasSize(3);
        peer.write();
        peer.write();

        assertThat(peer.frames)
                .extracting(frame -> JsonObject.parse(frame).string("id"))
                .containsExactlyElementsOf(
                        deliveries.stream().map(d -> d.id().toString()).toList());
    }

    @Test
    void closesASocketThatCannotBeWritten() {
        send(START_APP);
        peer.broken = true;

        connection.deliver(single(APP));

        assertThat(peer.closedWith).isEqualTo(1011);
        assertThat(host.closed).containsExactly("c1");
    }

    @Test
    void givesUpWhatItHadWhenTheClientGoes() {
        send(START_APP);
        connection.deliver(single(APP));

        connection.closed(1006, "");
        connection.closed(1006, "");
        connection.deliver(single(APP));

        assertThat(host.closed).containsExactly("c1");
        assertThat(forgotten).containsExactly("c1");
        assertThat(peer.frames).hasSize(1);
    }

    @Test
    void doesNotMindThatTheCoreWentFirst() {
        send(START_APP);
        host.over = true;

        connection.closed(1001, "going away");

        assertThat(forgotten).containsExactly("c1");
    }
}
