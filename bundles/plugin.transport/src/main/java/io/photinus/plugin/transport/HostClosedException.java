package io.photinus.plugin.transport;

/** The host's generation is over; the transport gets another one when it is opened again. */
public final class HostClosedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public HostClosedException(String message) {
        super(message);
    }
}
