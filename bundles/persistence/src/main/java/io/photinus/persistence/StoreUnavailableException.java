package io.photinus.persistence;

import io.photinus.types.error.Temporary;

/** The database is away, or has more work queued than it may: try again later. */
public final class StoreUnavailableException extends RuntimeException implements Temporary {
    private static final long serialVersionUID = 1L;

    public StoreUnavailableException(String message) {
        super(message);
    }

    public StoreUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
