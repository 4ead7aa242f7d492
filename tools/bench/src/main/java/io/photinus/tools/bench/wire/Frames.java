package io.photinus.tools.bench.wire;

import io.photinus.types.json.JsonObject;
import java.util.function.LongConsumer;

/**
 * Reads the few things that the driver needs out of frames of the WebSocket API (api 8.4) without parsing them: a frame holds
 * up to 500 events, and a parser would cost more than the rest of the driver.
 */
public final class Frames {
    private static final String ID = "\"id\":\"";

    private Frames() {}

    /** The id by which the frame is acknowledged: that of the batch, or of the single event. */
    public static String id(String frame) {
        int start = frame.indexOf(ID);
        // Ahead of all nested objects and lists it can only be the frame's own.
        if (start > 0 && frame.lastIndexOf('{', start) == 0 && frame.lastIndexOf('[', start) < 0) {
            return frame.substring(start + ID.length(), frame.indexOf('"', start + ID.length()));
        }
        return JsonObject.parse(frame).string("id");
    }

    /** The error that the frame reports; empty when it brings events. */
    public static String error(String frame) {
        return frame.length() < 4096 && frame.contains("\"protocol_error\"") && !frame.contains("\"events\":[")
                ? JsonObject.parse(frame).string("error")
                : "";
    }

    /** Hands on each whole number that directly follows the marker, in order, and -1 where something else follows it. */
    public static void numbersAfter(String frame, String marker, LongConsumer take) {
        for (int at = frame.indexOf(marker); at >= 0; at = frame.indexOf(marker, at)) {
            at += marker.length();
            int start = at;
            long number = 0;
            while (at < frame.length() && frame.charAt(at) >= '0' && frame.charAt(at) <= '9') {
                number = number * 10 + frame.charAt(at) - '0';
                at++;
            }
            take.accept(at == start ? -1 : number);
        }
    }
}
