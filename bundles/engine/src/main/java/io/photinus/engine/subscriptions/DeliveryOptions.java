package io.photinus.engine.subscriptions;

import io.photinus.types.GoDuration;
import io.photinus.types.error.ErrorCode;
import io.photinus.types.error.NodeProblem;
import io.photinus.types.json.JsonInputException;
import io.photinus.types.json.JsonNumber;
import io.photinus.types.json.JsonObject;
import java.time.Duration;

/**
 * How a subscription wants to be served (protocol 12.2).
 *
 * @param size the most deliveries in flight, or with {@code batch} the most events of the one batch in flight
 * @param batchTimeout how long a batch waits to be filled
 */
record DeliveryOptions(boolean batch, int size, Duration batchTimeout) {
    /** FireFly bounds readAhead in one of its two forms only; here nobody may ask for more than the bounded form. */
    private static final int MAX_READ_AHEAD = 65_535;
    /** A batch is one frame, and a frame is one text in memory: «up to readAhead» is not more than this. */
    private static final int MAX_BATCH = 1_000;

    /**
     * Reads the options that concern the core.
     *
     * @throws JsonInputException for a value of the wrong type
     * @throws NodeProblem FF00137
     */
    static DeliveryOptions of(JsonObject options, SubscriptionDefaults defaults) {
        checkTypes(options);
        long readAhead = number(options, "readAhead");
        boolean batch = flag(options, "batch");
        String timeout = options.string("batchTimeout");
        Duration batchTimeout = timeout.isEmpty() ? defaults.batchTimeout() : GoDuration.parse(timeout);
        if (batch) {
            long size = readAhead == 0 ? defaults.batchSize() : readAhead;
            return new DeliveryOptions(true, (int) Math.min(size, MAX_BATCH), batchTimeout);
        }
        return new DeliveryOptions(false, 1 + (int) Math.min(readAhead, MAX_READ_AHEAD), batchTimeout);
    }

    /** Refuses values of the wrong type, as a decoder with a schema does before anything else is looked at. */
    static void checkTypes(JsonObject options) {
        number(options, "readAhead");
        flag(options, "batch");
        flag(options, "withData");
        text(options, "firstEvent");
        text(options, "batchTimeout");
    }

    /**
     * Resolves {@code firstEvent}.
     *
     * @param newest the highest sequence of the namespace
     * @return the position: delivery starts behind it
     * @throws NodeProblem FF10191, FF10192
     */
    static long firstEvent(JsonObject options, long newest) {
        String text = options.string("firstEvent");
        if (text.isEmpty() || text.equals("newest")) {
            return newest;
        }
        if (text.equals("oldest")) {
            return -1;
        }
        long number;
        try {
            number = Long.parseLong(text);
        } catch (NumberFormatException neither) {
            throw new NodeProblem(ErrorCode.FF10191, neither);
        }
        if (number < -1) {
            throw new NodeProblem(ErrorCode.FF10192, -1);
        }
        return number;
    }

    static boolean flag(JsonObject options, String key) {
        Object value = options.get(key);
        if (value == null || value instanceof Boolean) {
            return value != null && (Boolean) value;
        }
        throw new JsonInputException("options." + key + ": a boolean is expected");
    }

    private static long number(JsonObject options, String key) {
        Object value = options.get(key);
        if (value == null) {
            return 0;
        }
        Long number = value instanceof JsonNumber || value instanceof Number ? options.integer(key) : null;
        if (number == null && value instanceof Number plain) {
            number = plain.longValue();
        }
        if (number == null || number < 0) {
            throw new JsonInputException("options." + key + ": an unsigned integer is expected");
        }
        return number;
    }

    private static void text(JsonObject options, String key) {
        Object value = options.get(key);
        if (value != null && !(value instanceof String)) {
            throw new JsonInputException("options." + key + ": a string is expected");
        }
    }
}
