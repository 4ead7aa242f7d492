package io.photinus.types.error;

import org.jspecify.annotations.Nullable;

/**
 * A problem that the caller can act upon: a code of the catalogue and a sentence. Raised once, logged by nobody who only
 * passes it on, shown once at the edge as {@code {"error":"FFnnnnn: sentence"}}.
 */
public final class NodeProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** A text is cut here before it is wrapped (api 7). */
    private static final int MAX_TEXT = 2048;

    private final ErrorCode code;

    public NodeProblem(ErrorCode code, @Nullable Object... args) {
        super(message(code, args));
        this.code = code;
    }

    public NodeProblem(ErrorCode code, Throwable cause, @Nullable Object... args) {
        super(message(code, args), cause);
        this.code = code;
    }

    private NodeProblem(ErrorCode code, String message, Throwable cause, boolean wrapped) {
        super(message, cause, false, wrapped);
        this.code = code;
    }

    /** Puts another code in front; the text of the cause follows after a colon, so the first code is the outermost. */
    public static NodeProblem wrap(ErrorCode code, Throwable cause, @Nullable Object... args) {
        return new NodeProblem(code, message(code, args) + ": " + cause.getMessage(), cause, true);
    }

    private static String message(ErrorCode code, @Nullable Object... args) {
        String text = code.name() + ": " + code.text(args);
        return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT);
    }

    public ErrorCode code() {
        return code;
    }

    /** The HTTP status with which an edge answers. */
    public int status() {
        return code.status();
    }
}
