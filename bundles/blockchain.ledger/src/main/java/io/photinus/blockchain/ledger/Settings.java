package io.photinus.blockchain.ledger;

import io.photinus.types.GoDuration;
import io.photinus.types.error.ErrorCode;
import io.photinus.types.error.NodeProblem;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What one link to a ledger needs to know.
 *
 * @param plugin the plugin's name, for threads and log lines
 * @param connectionKey the name of the key that says hello; empty for a fresh one at each start
 * @param requestTimeout how long an answer may take before the connection is given up
 */
record Settings(
        String plugin,
        URI url,
        Path keyDirectory,
        boolean createKeys,
        String connectionKey,
        Duration connectionTimeout,
        Duration requestTimeout,
        Duration firstPause,
        Duration longestPause) {
    static Settings of(LedgerBlockchain.Config config) {
        String plugin = config.photinus_plugin_name();
        URI url = URI.create(need(config.url(), "url", plugin));
        if (!"tcp".equals(url.getScheme()) || url.getHost() == null || url.getPort() < 1) {
            throw new IllegalArgumentException("url must look like tcp://127.0.0.1:5099, not " + url);
        }
        return new Settings(
                plugin,
                url,
                Path.of(need(config.keyDirectory(), "keyDirectory", plugin)),
                config.keys_create(),
                config.connectionKey(),
                GoDuration.parse(config.connectionTimeout()),
                GoDuration.parse(config.requestTimeout()),
                GoDuration.parse(config.retry_initWaitTime()),
                GoDuration.parse(config.retry_maxWaitTime()));
    }

    private static String need(String value, String key, String plugin) {
        if (value.isBlank()) {
            throw new NodeProblem(ErrorCode.FF10138, key, plugin);
        }
        return value.strip();
    }
}
