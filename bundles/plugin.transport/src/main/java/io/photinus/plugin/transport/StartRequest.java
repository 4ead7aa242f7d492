package io.photinus.plugin.transport;

import io.photinus.types.SubscriptionFilter;
import io.photinus.types.json.JsonObject;

/**
 * What a client wants to receive (protocol 12.4).
 *
 * @param name the durable subscription; empty for an ephemeral one
 * @param filter looked at for ephemeral ones only, as {@code options} are
 */
public record StartRequest(
        String namespace, String name, boolean ephemeral, SubscriptionFilter filter, JsonObject options) {}
