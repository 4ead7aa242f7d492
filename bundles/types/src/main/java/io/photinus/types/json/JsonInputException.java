package io.photinus.types.json;

/** The text is not JSON, or does not have the expected types. The message is fit to be shown to the sender. */
public final class JsonInputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public JsonInputException(String message) {
        super(message);
    }

    public JsonInputException(String message, Throwable cause) {
        super(message, cause);
    }
}
