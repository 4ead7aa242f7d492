package io.photinus.rest.internal.openapi;

import java.net.URI;
import java.util.Map;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.UriInfo;

/** The two forms of a document. */
final class Documents {
    /** {@code openapi.json} and its three other names. */
    static final String NAME = "{document: (?:openapi|swagger)[.](?:json|yaml)}";

    private Documents() {}

    static Response answer(String name, Map<String, Object> document) {
        return name.endsWith(".yaml")
                ? Response.ok(Yaml.write(document), new MediaType("application", "x-yaml"))
                        .build()
                : Response.ok(document, MediaType.APPLICATION_JSON_TYPE).build();
    }

    /** The configured address, or the one that the request came to. */
    static String publicUrl(String configured, UriInfo uri) {
        if (!configured.isEmpty()) {
            return configured;
        }
        URI base = uri.getBaseUri();
        return base.getScheme() + "://" + base.getRawAuthority();
    }
}
