package io.photinus.engine.subscriptions;

import io.photinus.types.Subscription;
import io.photinus.types.SubscriptionFilter;
import io.photinus.types.error.ErrorCode;
import io.photinus.types.error.NodeProblem;
import io.photinus.types.json.JsonInputException;
import io.photinus.types.json.JsonObject;
import java.util.OptionalLong;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class NamespaceSubscriptionsTest {
    private final World world = new World();

    @AfterEach
    void stop() {
        world.close();
    }

    private static void assertRefused(ErrorCode code, ThrowingCallable call) {
        assertThatExceptionOfType(NodeProblem.class)
                .isThrownBy(call)
                .extracting(NodeProblem::code)
                .isEqualTo(code);
    }

    private static Subscription draft(String name, String transport, String options) {
        return new Subscription(
                null, "", name, transport, SubscriptionFilter.ALL, JsonObject.parse(options), false, null, null);
    }

    @Test
    void fillsInWhatTheDraftLeavesOpen() {
        world.append("a", "b");

        Subscription created = world.create("app", "{\"readAhead\":5,\"custom\":{\"x\":1}}");

        assertThat(created.id()).isNotNull();
        assertThat(created.namespace()).isEqualTo("ns1");
        assertThat(created.transport()).isEqualTo("websockets");
        assertThat(created.created()).isEqualTo(World.NOW);
        assertThat(created.updated()).isNull();
        assertThat(created.options())
                .hasToString("{\"custom\":{\"x\":1},\"firstEvent\":\"1\",\"readAhead\":5,\"withData\":false}");
        assertThat(world.subscriptions.find(created.id())).contains(created);
    }

    @ParameterizedTest
    @CsvSource({"newest,2", "oldest,-1", "-1,-1", "0,0", "77,77"})
    void resolvesFirstEventAtOnce(String firstEvent, String resolved) {
        world.append("a", "b", "c");

        Subscription created = world.create("app", "{\"firstEvent\":\"" + firstEvent + "\"}");

        assertThat(created.options().string("firstEvent")).isEqualTo(resolved);
    }

    @Test
    void newestOfAnEmptyNamespaceIsBeforeTheFirst() {
        assertThat(world.create("app", "{}").options().string("firstEvent")).isEqualTo("-1");
    }

    @Test
    void refusesABadFirstEvent() {
        assertRefused(ErrorCode.FF10191, () -> world.create("app", "{\"firstEvent\":\"latest\"}"));
        assertRefused(ErrorCode.FF10192, () -> world.create("app", "{\"firstEvent\":\"-2\"}"));
    }

    @Test
    void looksAtFirstEventOnlyWhenTheNameIsFree() {
        world.create("app", "{}");

        assertRefused(ErrorCode.FF10193, () -> world.create("app", "{\"firstEvent\":\"latest\"}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-app", "a b", "app!"})
    void refusesABadName(String name) {
        assertRefused(ErrorCode.FF00140, () -> world.create(name, "{}"));
    }

    @Test
    void refusesANameThatCouldBeAnId() {
        assertRefused(ErrorCode.FF00141, () -> world.create("5f0e1f2a-0000-4000-8000-000000000001", "{}"));
    }

    @Test
    void refusesTransportsThatAreUnknownOrInternal() {
        assertRefused(ErrorCode.FF10172, () -> world.subscriptions.create(draft("app", "pigeons", "{}")));
        assertRefused(ErrorCode.FF10266, () -> world.subscriptions.create(draft("app", "system", "{}")));
    }

    @Test
    void refusesBadOptions() {
        assertRefused(ErrorCode.FF00137, () -> world.create("app", "{\"batchTimeout\":\"soon\"}"));
        assertRefused(ErrorCode.FF10460, () -> world.create("app", "{\"batch\":true,\"withData\":true}"));
        assertRefused(ErrorCode.FF10244, () -> world.create("app", "{\"withData\":true}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"readAhead\":\"5\"}",
                "{\"readAhead\":-1}",
                "{\"readAhead\":1.5}",
                "{\"batch\":\"true\"}",
                "{\"withData\":1}",
                "{\"firstEvent\":3}",
                "{\"batchTimeout\":50}"
            })
    void refusesOptionsOfTheWrongType(String options) {
        assertThatExceptionOfType(JsonInputException.class).isThrownBy(() -> world.create("app", options));
    }

    @Test
    void refusesAFilterThatDoesNotCompileBeforeItLooksAtTheName() {
        world.create("app", "{}");

        assertRefused(
                ErrorCode.FF10171, () -> world.subscriptions.create(World.draft("app", World.topic("(?=x)"), "{}")));
    }

    @Test
    void createsByPutWhatDoesNotExist() {
        Subscription created = world.subscriptions.createOrUpdate(World.draft("app", "{\"firstEvent\":\"oldest\"}"));

        assertThat(created.options().string("firstEvent")).isEqualTo("-1");
        assertThat(world.subscriptions.find(created.id())).contains(created);
    }

    @Test
    void replacesByPutAndKeepsIdCreationAndFirstEvent() {
        Subscription before = world.create("app", "{\"firstEvent\":\"oldest\"}");

        Subscription after = world.subscriptions.createOrUpdate(
                World.draft("app", World.topic("x"), "{\"firstEvent\":\"nonsense\",\"readAhead\":3}"));

        assertThat(after.id()).isEqualTo(before.id());
        assertThat(after.created()).isEqualTo(before.created());
        assertThat(after.updated()).isEqualTo(World.NOW);
        assertThat(after.options()).hasToString("{\"firstEvent\":\"-1\",\"readAhead\":3,\"withData\":false}");
        assertThat(world.subscriptions.find(before.id())).contains(after);
    }

    @Test
    void doesNotStoreAnIdenticalPut() {
        Subscription before = world.create("app", "{\"readAhead\":3}");

        Subscription after = world.subscriptions.createOrUpdate(World.draft("app", "{\"readAhead\":3}"));

        assertThat(after.updated()).isEqualTo(World.NOW);
        assertThat(world.store.updates.get()).isZero();
        assertThat(world.subscriptions.find(before.id())).contains(before);
    }

    @Test
    void checksAPutLikeAPost() {
        assertRefused(ErrorCode.FF10172, () -> world.subscriptions.createOrUpdate(draft("app", "pigeons", "{}")));
    }

    @Test
    void deletesOnce() {
        Subscription app = world.create("app", "{}");

        world.subscriptions.delete(app.id());

        assertThat(world.subscriptions.find(app.id())).isEmpty();
        assertRefused(ErrorCode.FF10109, () -> world.subscriptions.delete(app.id()));
        assertRefused(ErrorCode.FF10109, () -> world.subscriptions.delete(UUID.randomUUID()));
    }

    @Test
    void tellsHowFarASubscriptionIs() {
        Subscription app = world.create("app", "{\"firstEvent\":\"oldest\"}");
        assertThat(world.subscriptions.offset(app.id())).isEmpty();
        world.startDurable("c1", "app");
        world.append("a");

        world.transport.take("c1");

        World.await(() -> world.subscriptions.offset(app.id()).equals(OptionalLong.of(0)));
    }
}
