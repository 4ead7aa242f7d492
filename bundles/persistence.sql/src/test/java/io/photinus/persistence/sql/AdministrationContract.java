package io.photinus.persistence.sql;

import io.photinus.persistence.SubscriptionRepository;
import io.photinus.types.Namespace;
import io.photinus.types.Subscription;
import io.photinus.types.SubscriptionFilter;
import io.photinus.types.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

abstract class AdministrationContract extends StoreContract {
    private Subscription subscription(UUID id, String name) {
        return new Subscription(
                id,
                ns,
                name,
                "websockets",
                new SubscriptionFilter("message_.*", null, null, null, "orders", null, null, null, null),
                JsonObject.of(Map.of("withData", true)),
                false,
                Samples.TIME,
                Samples.TIME);
    }

    @Test
    void keepsSubscriptionsByUniqueName() {
        Subscription first = subscription(UUID.randomUUID(), "app1");
        Subscription second = subscription(UUID.randomUUID(), "app2");

        List<Boolean> inserted = write(tx -> List.of(
                tx.subscriptions().insert(ns, first),
                tx.subscriptions().insert(ns, subscription(UUID.randomUUID(), "app1")),
                tx.subscriptions().insert(ns, second)));

        assertThat(inserted).containsExactly(true, false, true);
        assertThat(committed.subscriptions().find(ns, first.id())).hasValueSatisfying(found -> {
            assertThat(found)
                    .usingRecursiveComparison()
                    .ignoringFields("options")
                    .isEqualTo(first);
            assertThat(found.options()).hasToString("{\"withData\":true}");
        });
        assertThat(committed.subscriptions().byName(ns, "app2")).isPresent();
        assertThat(committed.subscriptions().byName(otherNs, "app2")).isEmpty();
        assertThat(committed.subscriptions().all(ns))
                .extracting(Subscription::name)
                .containsExactly("app1", "app2");
    }

    @Test
    void replacesASubscription() {
        Subscription before = subscription(UUID.randomUUID(), "app1");
        Subscription after = new Subscription(
                before.id(),
                ns,
                "app1",
                "webhooks",
                SubscriptionFilter.ALL,
                JsonObject.empty(),
                false,
                Samples.TIME,
                Samples.TIME.plusSeconds(1));
        run(tx -> tx.subscriptions().insert(ns, before));

        run(tx -> tx.subscriptions().update(ns, after));

        assertThat(committed.subscriptions().find(ns, before.id())).contains(after);
    }

    @Test
    void deletesASubscriptionWithItsPosition() {
        Subscription subscription = subscription(UUID.randomUUID(), "app1");
        String cursor = SubscriptionRepository.cursor(subscription.id());
        run(tx -> {
            tx.subscriptions().insert(ns, subscription);
            tx.cursors().set(ns, cursor, "17");
        });

        boolean deleted = write(tx -> tx.subscriptions().delete(ns, subscription.id()));
        boolean again = write(tx -> tx.subscriptions().delete(ns, subscription.id()));

        assertThat(deleted).isTrue();
        assertThat(again).isFalse();
        assertThat(committed.cursors().get(ns, cursor)).isEmpty();
    }

    @Test
    void movesCursors() {
        run(tx -> tx.cursors().set(ns, "a", "1"));
        run(tx -> tx.cursors().setAll(ns, Map.of("a", "2", "b", "")));

        assertThat(committed.cursors().get(ns, "a")).contains("2");
        assertThat(committed.cursors().get(ns, "b")).contains("");
        assertThat(committed.cursors().get(otherNs, "a")).isEmpty();

        run(tx -> tx.cursors().delete(ns, "a"));
        assertThat(committed.cursors().get(ns, "a")).isEmpty();
    }

    @Test
    void updatesANamespaceAndKeepsWhenItWasCreated() {
        Namespace first = new Namespace(ns, "net1", "", Samples.TIME);
        Namespace changed = new Namespace(ns, "net2", "about", Samples.TIME.plusSeconds(9));

        Namespace stored = write(tx -> tx.namespaces().upsert(first));
        Namespace updated = write(tx -> tx.namespaces().upsert(changed));

        assertThat(stored).isEqualTo(first);
        assertThat(updated).isEqualTo(new Namespace(ns, "net2", "about", Samples.TIME));
        assertThat(committed.namespaces().find(ns)).contains(updated);
        assertThat(committed.namespaces().find(otherNs)).isEmpty();
    }
}
