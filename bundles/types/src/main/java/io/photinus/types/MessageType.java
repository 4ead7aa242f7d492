package io.photinus.types;

/**
 * Message types (protocol 2.1). Texts, not an enum: a Go node confirms a message of a type that it does not know, and this
 * node has to come to the same verdict.
 */
public final class MessageType {
    public static final String DEFINITION = "definition";
    public static final String BROADCAST = "broadcast";
    public static final String PRIVATE = "private";
    public static final String GROUPINIT = "groupinit";

    private MessageType() {}
}
