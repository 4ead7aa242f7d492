package io.photinus.api;

import java.time.Duration;

/**
 * Whether a call waits for the network's confirmation (api 2.6).
 *
 * @param awaited false: the stage completes as soon as the work is stored
 * @param limit how long to wait; past it the stage fails with FF10260
 */
public record Confirm(boolean awaited, Duration limit) {
    public static final Confirm NO = new Confirm(false, Duration.ZERO);
}
