package io.photinus.tools.client;

/** Something that was needed did not happen. The message is one sentence for whoever watches. */
public final class CannotGoOn extends RuntimeException {
    public CannotGoOn(String message) {
        super(message);
    }

    public CannotGoOn(String message, Throwable cause) {
        super(message, cause);
    }
}
