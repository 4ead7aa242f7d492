package io.photinus.engine.subscriptions;

import java.time.Duration;

/**
 * Settings of the node (api 9.5, {@code subscription.*} and {@code event.transports.default}).
 *
 * @param batchSize events in a batch when {@code readAhead} is unset or 0
 * @param batchTimeout how long a batch waits to be filled when the subscription does not say
 * @param max the most subscriptions that one connection may start
 * @param defaultTransport the transport of a subscription that names none
 */
public record SubscriptionDefaults(int batchSize, Duration batchTimeout, int max, String defaultTransport) {
    public SubscriptionDefaults {
        if (batchSize < 1 || max < 1 || batchTimeout.isNegative() || defaultTransport.isBlank()) {
            throw new IllegalArgumentException("subscription defaults must be positive");
        }
    }

    /** FireFly's own defaults. */
    public static final SubscriptionDefaults STANDARD =
            new SubscriptionDefaults(50, Duration.ofMillis(50), 500, "websockets");
}
