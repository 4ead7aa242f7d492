package io.photinus.engine.work;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The settings that all namespaces share (api 9.5), in the units of their names.
 *
 * @param batchSize most messages in a batch
 * @param batchPayloadLimit most bytes in a batch, by the estimate of protocol 4.2
 * @param batchTimeout how long an open batch waits for more
 */
public record EngineSettings(
        int batchSize,
        long batchPayloadLimit,
        Duration batchTimeout,
        int readPageSize,
        int aggregatorPageSize,
        int downloadWorkers,
        int subscriptionBatchSize,
        Duration subscriptionBatchTimeout,
        int subscriptionMax,
        String defaultTransport) {

    public static EngineSettings of(Map<String, ?> properties) {
        return new EngineSettings(
                (int) number(properties, "broadcast.batch.size", 200),
                number(properties, "broadcast.batch.payloadLimit", 800 * 1024L),
                Duration.ofMillis(number(properties, "broadcast.batch.timeout", 1000)),
                (int) number(properties, "batch.manager.readPageSize", 100),
                (int) number(properties, "event.aggregator.batchSize", 500),
                (int) number(properties, "download.worker.count", 10),
                (int) number(properties, "subscription.defaults.batchSize", 50),
                Duration.ofMillis(number(properties, "subscription.defaults.batchTimeout", 50)),
                (int) number(properties, "subscription.max", 500),
                text(properties, "event.transports.default", "websockets"));
    }

    private static long number(Map<String, ?> properties, String key, long otherwise) {
        Object value = properties.get(key);
        if (value instanceof Number number) {
            return number.longValue();
        }
        return value == null || value.toString().isBlank()
                ? otherwise
                : Long.parseLong(value.toString().strip());
    }

    private static String text(Map<String, ?> properties, String key, String otherwise) {
        @Nullable Object value = properties.get(key);
        return value == null || value.toString().isBlank() ? otherwise : value.toString();
    }
}
