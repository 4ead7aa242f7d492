package io.photinus.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One configuration as it shall stand in ConfigAdmin.
 *
 * @param factoryPid the PID, or the factory PID when there is an instance name
 * @param instance the name behind the tilde, or null for a single configuration
 * @param properties String, Boolean, Integer, Long, Double or String[] values
 */
record PlannedConfiguration(String factoryPid, @Nullable String instance, Map<String, Object> properties) {
    PlannedConfiguration {
        properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
    }

    String pid() {
        return instance == null ? factoryPid : factoryPid + "~" + instance;
    }
}
