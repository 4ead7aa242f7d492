package io.photinus.dataexchange.https;

import java.net.URI;
import java.net.URISyntaxException;

/** The URL at which peers reach this exchange: {@code https}, a host, and nothing of a user or a query. */
record Endpoint(URI uri) {
    /**
     * Takes the configured URL, or makes one of address and port.
     *
     * @throws IllegalArgumentException with one sentence
     */
    static Endpoint of(String configured, String address, int port) {
        if (!configured.isBlank()) {
            return parse(configured.strip());
        }
        if (address.equals("0.0.0.0") || address.equals("::")) {
            throw new IllegalArgumentException(
                    "the setting 'endpoint' is missing; peers cannot reach the address " + address);
        }
        if (port <= 0) {
            throw new IllegalArgumentException("one of the settings 'endpoint' and 'port' is needed");
        }
        return parse("https://" + (address.contains(":") ? "[" + address + "]" : address) + ":" + port);
    }

    private static Endpoint parse(String text) {
        try {
            URI uri = new URI(text.replaceAll("/+$", ""));
            if (!"https".equalsIgnoreCase(uri.getScheme())
                    || uri.getHost() == null
                    || uri.getUserInfo() != null
                    || uri.getQuery() != null
                    || uri.getFragment() != null) {
                throw new IllegalArgumentException("endpoint is '" + text + "', but an https URL is expected");
            }
            return new Endpoint(uri);
        } catch (URISyntaxException malformed) {
            throw new IllegalArgumentException("endpoint is '" + text + "', but an https URL is expected", malformed);
        }
    }

    /** The host name or address without brackets. */
    String host() {
        return uri.getHost().replaceAll("[\\[\\]]", "");
    }

    @Override
    public String toString() {
        return uri.toString();
    }
}
