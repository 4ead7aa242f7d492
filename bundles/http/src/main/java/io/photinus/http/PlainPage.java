package io.photinus.http;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A small text that one path of one connector answers to GET, such as metrics. Registered as an OSGi service with the
 * properties {@link SocketEndpoint#CONNECTOR} and {@link #PATH}.
 */
@ConsumerType
public interface PlainPage {

    /** Service property: the exact path, for example {@code /metrics}. */
    String PATH = "photinus.http.page";

    String contentType();

    /** The text of this moment. Runs on a thread of the connector, may be asked by several at once, and must be quick. */
    String content();
}
