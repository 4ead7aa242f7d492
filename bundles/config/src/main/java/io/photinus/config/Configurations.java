package io.photinus.config;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/**
 * The configurations in ConfigAdmin that belong to the configuration set. A configuration that we own carries its own PID
 * as a mark, so that a copy under another PID is not taken for ours. Thread-safe.
 */
final class Configurations {
    static final String OWNED = "photinus.config.owned";

    /** Any bundle may get the configuration. */
    private static final String ANYWHERE = "?";

    private static final Set<String> ADDED_BY_ADMIN =
            Set.of("service.pid", "service.factorypid", "service.bundlelocation");

    private final ConfigurationAdmin admin;
    private final Map<String, PlannedConfiguration> planned = new LinkedHashMap<>();

    /** What {@link #apply} has done. {@code seized} are PIDs that somebody else had configured. */
    record Outcome(int written, int kept, int deleted, List<String> seized) {}

    Configurations(ConfigurationAdmin admin) {
        this.admin = admin;
    }

    /** Makes ConfigAdmin hold exactly these configurations of ours; identical ones are not touched. */
    synchronized Outcome apply(List<PlannedConfiguration> plan) throws IOException {
        planned.clear();
        plan.forEach(configuration -> planned.put(configuration.pid(), configuration));
        int deleted = 0;
        for (Configuration old : owned()) {
            if (!planned.containsKey(old.getPid())) {
                old.delete();
                deleted++;
            }
        }
        int written = 0;
        List<String> seized = new ArrayList<>();
        for (PlannedConfiguration configuration : plan) {
            Dictionary<String, Object> before = open(configuration).getProperties();
            if (write(configuration)) {
                written++;
                if (before != null && before.get(OWNED) == null) {
                    seized.add(configuration.pid());
                }
            }
        }
        return new Outcome(written, plan.size() - written, deleted, List.copyOf(seized));
    }

    /**
     * Puts back a configuration that somebody else has changed or deleted.
     *
     * @return whether there was something to put back
     */
    synchronized boolean restore(String pid) throws IOException {
        PlannedConfiguration configuration = planned.get(pid);
        return configuration != null && write(configuration);
    }

    private boolean write(PlannedConfiguration wanted) throws IOException {
        Map<String, Object> properties = new HashMap<>(wanted.properties());
        properties.put(OWNED, wanted.pid());
        Configuration configuration = open(wanted);
        if (comparable(properties).equals(comparable(configuration.getProperties()))) {
            return false;
        }
        configuration.update(new Hashtable<>(properties));
        return true;
    }

    private Configuration open(PlannedConfiguration wanted) throws IOException {
        return wanted.instance() == null
                ? admin.getConfiguration(wanted.factoryPid(), ANYWHERE)
                : admin.getFactoryConfiguration(wanted.factoryPid(), wanted.instance(), ANYWHERE);
    }

    private List<Configuration> owned() throws IOException {
        try {
            Configuration @Nullable [] found = admin.listConfigurations("(" + OWNED + "=*)");
            return found == null
                    ? List.of()
                    : Arrays.stream(found)
                            .filter(configuration -> configuration
                                    .getPid()
                                    .equals(configuration.getProperties().get(OWNED)))
                            .toList();
        } catch (InvalidSyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A form in which two configurations can be compared: keys without case, arrays as lists. */
    private static Map<String, Object> comparable(Map<String, Object> properties) {
        Map<String, Object> plain = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        properties.forEach((key, value) -> plain.put(key, value instanceof Object[] items ? List.of(items) : value));
        return plain;
    }

    private static Map<String, Object> comparable(@Nullable Dictionary<String, Object> properties) {
        Map<String, Object> plain = new HashMap<>();
        if (properties != null) {
            for (String key : Collections.list(properties.keys())) {
                if (!ADDED_BY_ADMIN.contains(Catalogue.lower(key))) {
                    plain.put(key, properties.get(key));
                }
            }
        }
        return comparable(plain);
    }
}
