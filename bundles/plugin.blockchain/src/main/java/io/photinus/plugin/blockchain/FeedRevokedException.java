package io.photinus.plugin.blockchain;

/** The feed's generation is over: another one has taken its place, or the namespace has stopped. */
public final class FeedRevokedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public FeedRevokedException(String message) {
        super(message);
    }
}
