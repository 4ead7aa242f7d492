package io.photinus.config;

import io.photinus.types.error.NodeProblem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationEvent;
import org.osgi.service.cm.ConfigurationListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the one configuration set when it is activated and hands it to ConfigAdmin. A set that cannot be used ends the
 * process with exit code 1. Afterwards it puts back what others change on the PIDs of the set. Owns no thread: ConfigAdmin
 * calls it.
 */
@Component(immediate = true, service = ConfigurationListener.class)
public final class ConfigurationSet implements ConfigurationListener {
    /** Framework or system property with the path of the YAML file. */
    static final String FILE_PROPERTY = "photinus.config.file";
    /** Framework or system property with the lines of {@code --set}. */
    static final String OVERRIDES_PROPERTY = "photinus.config.set";

    private static final Logger LOG = LoggerFactory.getLogger(ConfigurationSet.class);

    private final Configurations configurations;

    @Activate
    public ConfigurationSet(BundleContext context, @Reference ConfigurationAdmin admin) {
        this(sources(context), admin, ProcessExit.ofThisProcess());
    }

    ConfigurationSet(Sources sources, ConfigurationAdmin admin, ProcessExit exit) {
        this.configurations = new Configurations(admin);
        try {
            apply(sources);
        } catch (BadSetting | NodeProblem problem) {
            LOG.error("The configuration cannot be used: {}", problem.getMessage());
            exit.exit(1);
        } catch (IOException unwritable) {
            LOG.error("The configuration cannot be stored", unwritable);
            exit.exit(1);
        }
    }

    private static Sources sources(BundleContext context) {
        String file = context.getProperty(FILE_PROPERTY);
        String overrides = context.getProperty(OVERRIDES_PROPERTY);
        return new Sources(
                file == null || file.isBlank() ? null : Path.of(file),
                System.getenv(),
                overrides == null ? "" : overrides);
    }

    private void apply(Sources sources) throws IOException {
        Sources.Loaded loaded = sources.load();
        Plan plan = Plan.of(loaded.settings());
        Configurations.Outcome outcome = configurations.apply(plan.configurations());
        LOG.info(
                "Configuration set from {}: {} configurations written, {} unchanged, {} removed",
                loaded.origin(),
                outcome.written(),
                outcome.kept(),
                outcome.deleted());
        List<String> unknown = new ArrayList<>(plan.unknown());
        unknown.addAll(loaded.unknownVariables());
        if (!unknown.isEmpty()) {
            LOG.info("Settings that mean nothing here are ignored: {}", String.join(", ", unknown));
        }
        if (!plan.unserved().isEmpty()) {
            LOG.info("Plugins without a provider are ignored: {}", String.join(", ", plan.unserved()));
        }
        plan.warnings().forEach(LOG::warn);
        outcome.seized().forEach(ConfigurationSet::warnOfEdit);
    }

    @Override
    public void configurationEvent(ConfigurationEvent event) {
        try {
            boolean content = event.getType() != ConfigurationEvent.CM_LOCATION_CHANGED;
            if (content && configurations.restore(event.getPid())) {
                warnOfEdit(event.getPid());
            }
        } catch (IOException unwritable) {
            LOG.error("The configuration {} cannot be put back", event.getPid(), unwritable);
        }
    }

    private static void warnOfEdit(String pid) {
        LOG.warn(
                "The configuration {} was changed by hand; the one of the configuration set is back, change that", pid);
    }
}
