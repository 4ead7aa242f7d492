package io.photinus.persistence;

import io.photinus.types.error.Temporary;

/** The lease went to another process meanwhile; nothing was written. */
public final class FencedException extends RuntimeException implements Temporary {
    private static final long serialVersionUID = 1L;

    public FencedException(String message) {
        super(message);
    }
}
