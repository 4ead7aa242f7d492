package io.photinus.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** ConfigAdmin in memory. Knows the filter {@code (key=*)} only; counts writes. */
final class FakeConfigurationAdmin implements ConfigurationAdmin {
    final Map<String, Entry> entries = new TreeMap<>();
    final List<String> written = new ArrayList<>();
    final List<String> deleted = new ArrayList<>();

    @Override
    public Configuration createFactoryConfiguration(String factoryPid) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Configuration createFactoryConfiguration(String factoryPid, String location) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Configuration getConfiguration(String pid, String location) {
        return entries.computeIfAbsent(pid, fresh -> new Entry(pid, null));
    }

    @Override
    public Configuration getConfiguration(String pid) {
        throw new UnsupportedOperationException("would bind the configuration to the calling bundle");
    }

    @Override
    public Configuration getFactoryConfiguration(String factoryPid, String name, String location) {
        return entries.computeIfAbsent(factoryPid + "~" + name, pid -> new Entry(pid, factoryPid));
    }

    @Override
    public Configuration getFactoryConfiguration(String factoryPid, String name) {
        throw new UnsupportedOperationException("would bind the configuration to the calling bundle");
    }

    @Override
    public Configuration[] listConfigurations(String filter) {
        String key = filter.substring(1, filter.length() - 3);
        Configuration[] found = entries.values().stream()
                .filter(entry -> entry.properties != null && entry.properties.get(key) != null)
                .toArray(Configuration[]::new);
        return found.length == 0 ? null : found;
    }

    Map<String, Object> properties(String pid) {
        Map<String, Object> plain = new TreeMap<>();
        Dictionary<String, Object> properties = entries.get(pid).getProperties();
        for (String key : Collections.list(properties.keys())) {
            plain.put(key, properties.get(key));
        }
        return plain;
    }

    /** What an operator does with {@code config:edit}. */
    void edit(String pid, String factoryPid, Map<String, Object> properties) {
        entries.computeIfAbsent(pid, fresh -> new Entry(pid, factoryPid)).properties = new Hashtable<>(properties);
    }

    final class Entry implements Configuration {
        private final String pid;
        private final String factoryPid;
        private Dictionary<String, Object> properties;

        Entry(String pid, String factoryPid) {
            this.pid = pid;
            this.factoryPid = factoryPid;
        }

        @Override
        public String getPid() {
            return pid;
        }

        @Override
        public Dictionary<String, Object> getProperties() {
            if (properties == null) {
                return null;
            }
            Dictionary<String, Object> copy = new Hashtable<>();
            for (String key : Collections.list(properties.keys())) {
                copy.put(key, properties.get(key));
            }
            copy.put("service.pid", pid);
            if (factoryPid != null) {
                copy.put("service.factoryPid", factoryPid);
            }
            return copy;
        }

        @Override
        public Dictionary<String, Object> getProcessedProperties(ServiceReference<?> reference) {
            return getProperties();
        }

        @Override
        public void update(Dictionary<String, ?> changed) {
            properties = new Hashtable<>();
            for (String key : Collections.list(changed.keys())) {
                properties.put(key, changed.get(key));
            }
            written.add(pid);
        }

        @Override
        public void delete() {
            entries.remove(pid);
            deleted.add(pid);
        }

        @Override
        public String getFactoryPid() {
            return factoryPid;
        }

        @Override
        public void update() {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean updateIfDifferent(Dictionary<String, ?> changed) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void setBundleLocation(String location) {
            throw new UnsupportedOperationException();
        }

        @Override
        public String getBundleLocation() {
            return "?";
        }

        @Override
        public long getChangeCount() {
            return 0;
        }

        @Override
        public void addAttributes(ConfigurationAttribute... attributes) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Set<ConfigurationAttribute> getAttributes() {
            return Set.of();
        }

        @Override
        public void removeAttributes(ConfigurationAttribute... attributes) {
            throw new UnsupportedOperationException();
        }
    }
}
