package io.photinus.persistence.sql;

import io.photinus.persistence.SubscriptionRepository;
import io.photinus.types.Subscription;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Subscriptions in SQL. */
final class SqlSubscriptions implements SubscriptionRepository {
    private final Scope scope;

    SqlSubscriptions(Scope scope) {
        this.scope = scope;
    }

    @Override
    public boolean insert(String namespace, Subscription subscription) {
        return scope.writes(SubscriptionMapper.class).insert(SubscriptionRow.of(namespace, subscription)) > 0;
    }

    @Override
    public void update(String namespace, Subscription subscription) {
        scope.writes(SubscriptionMapper.class).update(SubscriptionRow.of(namespace, subscription));
    }

    @Override
    public boolean delete(String namespace, UUID id) {
        scope.writes(CursorMapper.class).delete(namespace, SubscriptionRepository.cursor(id));
        return scope.writes(SubscriptionMapper.class).delete(namespace, id) > 0;
    }

    @Override
    public Optional<Subscription> find(String namespace, UUID id) {
        return Optional.ofNullable(scope.reads(SubscriptionMapper.class).find(namespace, id))
                .map(SubscriptionRow::toSubscription);
    }

    @Override
    public Optional<Subscription> byName(String namespace, String name) {
        return Optional.ofNullable(scope.reads(SubscriptionMapper.class).byName(namespace, name))
                .map(SubscriptionRow::toSubscription);
    }

    @Override
    public List<Subscription> all(String namespace) {
        return scope.reads(SubscriptionMapper.class).all(namespace).stream()
                .map(SubscriptionRow::toSubscription)
                .toList();
    }
}
