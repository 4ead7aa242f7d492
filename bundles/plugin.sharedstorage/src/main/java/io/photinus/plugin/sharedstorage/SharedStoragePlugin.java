package io.photinus.plugin.sharedstorage;

import java.io.InputStream;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * One configured shared store, registered as an OSGi service with the properties {@code photinus.plugin.name} and {@code
 * photinus.plugin.type}. Thread-safe; calls may overlap and return within milliseconds, the stages complete when the work
 * is done. A stage that fails exceptionally means «try again later».
 */
@ConsumerType
public interface SharedStoragePlugin {
    /**
     * Stores content durably and completes with its reference: a text of 1 to 1024 characters from which every member's
     * plugin can download it. Repeating an upload is harmless: equal content may give the same or another reference, all
     * of which stay readable. Completes only when the content would survive a crash.
     *
     * @param content read once, on a thread of the plugin, and closed by it
     */
    CompletionStage<String> upload(InputStream content);

    /**
     * Opens the content behind a reference; the caller closes the stream. The plugin verifies the content as far as the
     * reference allows; a mismatch is an {@code IOException} while reading or a failed stage, never silent. An unknown
     * reference fails the stage, since it may yet arrive.
     */
    CompletionStage<InputStream> download(String reference);
}
