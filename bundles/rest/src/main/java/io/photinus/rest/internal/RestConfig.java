package io.photinus.rest.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The keys of the PID {@code io.photinus.rest}, spelled as in FireFly's configuration. */
@ObjectClassDefinition(name = "Photinus REST API", description = "Limits and addresses of the REST API.")
@interface RestConfig {
    @AttributeDefinition(name = "Default limit", description = "Rows of a list when the request names no limit.")
    String api_defaultFilterLimit() default "25";

    @AttributeDefinition(
            name = "Greatest limit",
            description = "The most rows that a request may ask for, and the most that it may skip.")
    String api_maxFilterLimit() default "1000";

    @AttributeDefinition(
            name = "Count limit",
            description = "How far the matches of a list are counted; ours. More are told as so many, and isCapped.")
    String api_countLimit() default "1000000";

    @AttributeDefinition(
            name = "Lists without limit",
            description = "How many long lists are read at a time, each on a connection of the database; ours.")
    String api_maxStreams() default "2";

    @AttributeDefinition(
            name = "Request timeout",
            description = "How long a request may take unless it says otherwise; milliseconds, or as in 120s.")
    String api_requestTimeout() default "120s";

    @AttributeDefinition(
            name = "Greatest request timeout",
            description = "The most that the header Request-Timeout may ask for; milliseconds, or as in 10m.")
    String api_requestMaxTimeout() default "10m";

    @AttributeDefinition(
            name = "Default namespace",
            description = "The namespace of addresses without one; empty for the one that the node names.")
    String namespaces_default() default "";

    @AttributeDefinition(
            name = "Public URL",
            description = "The address under which clients reach this node; empty for the one that they used.")
    String publicURL() default "";
}
