package io.photinus.rest.internal.wire;

/** The body cannot be read. The message is for the sender and carries no code (api 2.3). */
final class BadInput extends RuntimeException {
    BadInput(String message, Throwable cause) {
        super(message, cause);
    }
}
