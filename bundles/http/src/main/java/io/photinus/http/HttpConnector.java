package io.photinus.http;

import org.osgi.annotation.versioning.ProviderType;

/**
 * One listener that is up. Registered by the front door for as long as the port is open, with the service properties
 * {@link SocketEndpoint#CONNECTOR} (its name) and {@link #PORT}.
 */
@ProviderType
public interface HttpConnector {

    /** Service property: the port in use, an Integer; tells which port was chosen where 0 was configured. */
    String PORT = "photinus.http.port";

    /**
     * Request attribute: a {@link Runnable} that cuts the connection at once. For an answer that has begun and cannot be
     * finished; ended in order it would look complete. Run by the thread that writes the answer; what it writes afterwards is
     * swallowed.
     */
    String CUT = "photinus.http.cut";

    String name();

    String address();

    int port();
}
