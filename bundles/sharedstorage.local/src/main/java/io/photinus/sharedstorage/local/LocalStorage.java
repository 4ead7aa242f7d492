package io.photinus.sharedstorage.local;

import io.photinus.plugin.sharedstorage.SharedStoragePlugin;
import io.photinus.types.error.ErrorCode;
import io.photinus.types.error.NodeProblem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shared storage of type {@code local}: content-addressed files in a folder. Uploads and downloads have threads of their
 * own, so that large uploads do not keep members from reading.
 */
@Component(
        configurationPid = "io.photinus.sharedstorage.local",
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        service = SharedStoragePlugin.class)
@Designate(ocd = LocalStorage.Config.class, factory = true)
public final class LocalStorage implements SharedStoragePlugin {
    private static final Logger LOG = LoggerFactory.getLogger(LocalStorage.class);
    private static final int UPLOADS_AT_ONCE = 4;
    private static final int UPLOADS_WAITING = 64;
    private static final int DOWNLOADS_AT_ONCE = 2;
    private static final int DOWNLOADS_WAITING = 256;

    /** The configuration of one instance. */
    @ObjectClassDefinition(name = "Shared storage in a folder")
    @interface Config {
        @AttributeDefinition(description = "Name of this plugin in the configuration set")
        String photinus_plugin_name();

        @AttributeDefinition(description = "Folder that all members see; made when missing")
        String directory();
    }

    private final ContentFolder folder;
    private final Workers uploads;
    private final Workers downloads;

    @Activate
    public LocalStorage(Config config) {
        this(config.photinus_plugin_name(), config.directory(), Instant.now());
    }

    LocalStorage(String name, @Nullable String directory, Instant now) {
        if (directory == null || directory.isBlank()) {
            throw new NodeProblem(ErrorCode.FF10138, "directory", name);
        }
        try {
            folder = ContentFolder.open(Path.of(directory));
            int removed = folder.sweep(now);
            LOG.info("Shared storage {} keeps its content in {}; {} abandoned files removed", name, directory, removed);
        } catch (IOException unusable) {
            throw new NodeProblem(
                    ErrorCode.FF10334, unusable, name, "the directory " + directory + " cannot be used: " + unusable);
        }
        uploads = new Workers(name + "-upload", UPLOADS_AT_ONCE, UPLOADS_WAITING);
        downloads = new Workers(name + "-download", DOWNLOADS_AT_ONCE, DOWNLOADS_WAITING);
    }

    @Deactivate
    void close() {
        downloads.close();
        uploads.close();
    }

    @Override
    public CompletionStage<String> upload(InputStream content) {
        return uploads.submit(new Workers.Work<>() {
            @Override
            public String run() throws IOException {
                return folder.store(content).toString();
            }

            @Override
            public void release() {
                try {
                    content.close();
                } catch (IOException alreadyBroken) {
                    LOG.debug("The content of an upload cannot be closed", alreadyBroken);
                }
            }
        });
    }

    @Override
    public CompletionStage<InputStream> download(String reference) {
        Reference parsed = Reference.parse(reference);
        if (parsed == null) {
            return CompletableFuture.failedStage(new IOException(
                    "'" + shorten(reference) + "' is not a reference of this storage: sha256-… is expected"));
        }
        return downloads.submit(new Workers.Work<>() {
            @Override
            public InputStream run() throws IOException {
                return folder.read(parsed);
            }

            @Override
            public void release() {
                // The caller closes what it got.
            }
        });
    }

    private static String shorten(String text) {
        return text.length() <= 80 ? text : text.substring(0, 80) + "…";
    }
}
