package io.photinus.namespaces;

import io.photinus.types.error.Temporary;

/** A plugin is not there, or did not answer: one sentence that names it. Try again later. */
public final class PluginAwayException extends RuntimeException implements Temporary {
    private static final long serialVersionUID = 1L;

    public PluginAwayException(String message) {
        super(message);
    }

    public PluginAwayException(String message, Throwable cause) {
        super(message, cause);
    }
}
