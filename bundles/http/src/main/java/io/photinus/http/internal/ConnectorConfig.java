package io.photinus.http.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Configuration of one connector; a changed one closes the port and opens it anew. */
@ObjectClassDefinition(name = "HTTP connector")
@interface ConnectorConfig {

    @AttributeDefinition(description = "Name of the connector: api, spi, metrics")
    String name();

    @AttributeDefinition(description = "Whether the port is opened at all")
    boolean enabled() default true;

    @AttributeDefinition(description = "Address to listen on")
    String address() default "127.0.0.1";

    @AttributeDefinition(description = "Port to listen on; 0 takes a free one")
    int port() default 0;

    @AttributeDefinition(description = "Largest request body in bytes")
    long maxBodyBytes() default 10L << 20;

    @AttributeDefinition(
            description = "Longest time in milliseconds that a connection may stand still while it is read or written")
    long requestTimeout() default 120_000;

    @AttributeDefinition(description = "Longest time in milliseconds that a request waits for what serves it")
    long holdTimeout() default 30_000;

    @AttributeDefinition(description = "Most requests that wait at the same time")
    int maxHeld() default 1000;

    @AttributeDefinition(
            description = "Paths, with all below them, that are served by bundles which may be away for a moment;"
                    + " default /api for api, /spi for spi, none for others")
    String[] holdPaths() default {};

    @AttributeDefinition(
            description = "Paths, with all below them, where sockets wait for an endpoint;"
                    + " default /ws and /api for api, /spi for spi, none for others")
    String[] socketPaths() default {};

    @AttributeDefinition(
            description = "Longest time in milliseconds that running requests get when what serves them goes away")
    long drainTimeout() default 10_000;

    @AttributeDefinition(description = "Most threads of this connector")
    int maxThreads() default 64;

    @AttributeDefinition(description = "Most connections that wait to be accepted")
    int acceptQueue() default 4096;

    @AttributeDefinition(description = "Largest WebSocket message from a client in bytes")
    int maxFrameBytes() default 1 << 20;

    @AttributeDefinition(description = "Most bytes queued to one WebSocket client")
    long maxQueuedBytes() default 16L << 20;

    @AttributeDefinition(description = "Whether cross-origin requests are answered")
    boolean cors_enabled() default true;

    @AttributeDefinition(description = "Whether cross-origin requests may carry credentials")
    boolean cors_credentials() default true;

    @AttributeDefinition(description = "Request headers that cross-origin requests may carry; * for all")
    String[] cors_headers() default {"*"};

    @AttributeDefinition(description = "Methods that cross-origin requests may use")
    String[] cors_methods() default {"GET", "POST", "PUT", "PATCH", "DELETE"};

    @AttributeDefinition(description = "Origins that are let in; * for all, or with one * inside")
    String[] cors_origins() default {"*"};

    @AttributeDefinition(description = "Seconds that a browser may remember the answer")
    int cors_maxAge() default 600;
}
