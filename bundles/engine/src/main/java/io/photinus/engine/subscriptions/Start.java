package io.photinus.engine.subscriptions;

import io.photinus.types.SubscriptionRef;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One start on one connection; lives as long as the connection, and so outlives restarts of its namespace.
 *
 * @param subscription how the start was answered; for a durable one only the name counts, the id may come later or change
 * @param ephemeral what an ephemeral subscription delivers; null for a durable one
 * @param position how far an ephemeral subscription has come
 */
record Start(
        HostFor host,
        String connection,
        SubscriptionRef subscription,
        Channel.@Nullable Definition ephemeral,
        AtomicLong position) {

    boolean on(HostFor otherHost, String otherConnection) {
        return host == otherHost && connection.equals(otherConnection);
    }
}
