package io.photinus.namespaces.internal;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The slots of one plugin family and the services that compete for them. Obtaining a service may run the plugin's
 * constructor, so it happens on the opener's threads and is tried again when it fails.
 */
final class PluginFamily<P> implements AutoCloseable {
    static final String NAME = "photinus.plugin.name";
    static final String TYPE = "photinus.plugin.type";
    /** Why a plugin that is configured cannot be used; another service comes when it can. */
    static final String PROBLEM = "photinus.plugin.problem";

    private static final Logger LOG = LoggerFactory.getLogger(PluginFamily.class);
    private static final Duration RETRY = Duration.ofSeconds(2);

    private final String family;
    private final BundleContext context;
    private final ScheduledExecutorService opener;
    private final Executor answers;
    private final Runnable onChange;
    private final Map<String, PluginSlot<P>> slots = new TreeMap<>();
    private final Map<ServiceReference<P>, String> candidates = new HashMap<>();
    private final Map<String, ServiceReference<P>> current = new HashMap<>();

    /**
     * @param opener where services are obtained and given back
     * @param answers where the futures of calls complete
     */
    PluginFamily(
            String family,
            BundleContext context,
            ScheduledExecutorService opener,
            Executor answers,
            Runnable onChange) {
        this.family = family;
        this.context = context;
        this.opener = opener;
        this.answers = answers;
        this.onChange = onChange;
    }

    /** The slot of this name; made when it is first asked for. */
    synchronized PluginSlot<P> slot(String name, String type) {
        return slots.computeIfAbsent(name, missing -> {
            PluginSlot<P> slot = new PluginSlot<>(family, name, type, answers);
            slot.onChange(onChange);
            return slot;
        });
    }

    synchronized Collection<PluginSlot<P>> slots() {
        return List.copyOf(slots.values());
    }

    /** A service has come. */
    synchronized void add(ServiceReference<P> reference) {
        String name = String.valueOf(reference.getProperty(NAME));
        candidates.put(reference, name);
        elect(name);
    }

    /** A service has gone: its slot is emptied at once, or goes to the next candidate. */
    synchronized void remove(ServiceReference<P> reference) {
        String name = candidates.remove(reference);
        if (name != null && current.remove(name, reference)) {
            slot(name, type(reference)).empty("");
            LOG.atInfo().addKeyValue("plugin", name).log("{} plugin has gone", family);
            release(reference);
            elect(name);
        }
    }

    private synchronized void elect(String name) {
        ServiceReference<P> best = best(name);
        if (best == null || best.equals(current.get(name))) {
            return;
        }
        Object problem = best.getProperty(PROBLEM);
        if (problem == null) {
            opener.execute(() -> open(name, best));
        } else if (!current.containsKey(name)) {
            slot(name, type(best)).empty("the " + family + " plugin '" + name + "' cannot be used: " + problem);
        }
    }

    private @Nullable ServiceReference<P> best(String name) {
        return candidates.entrySet().stream()
                .filter(candidate -> candidate.getValue().equals(name))
                .map(Map.Entry::getKey)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    private void open(String name, ServiceReference<P> reference) {
        @Nullable P plugin = null;
        String why = "";
        try {
            plugin = context.getService(reference);
        } catch (RuntimeException | LinkageError failed) {
            why = ": " + failed.getMessage();
        }
        synchronized (this) {
            if (!reference.equals(best(name)) || reference.equals(current.get(name))) {
                // Gone, surpassed or opened twice while its constructor ran.
                if (plugin != null) {
                    release(reference);
                }
                return;
            }
            if (plugin == null) {
                if (!current.containsKey(name)) {
                    slot(name, type(reference)).empty("the " + family + " plugin '" + name + "' did not start" + why);
                }
                opener.schedule(() -> elect(name), RETRY.toMillis(), TimeUnit.MILLISECONDS);
                return;
            }
            ServiceReference<P> before = current.put(name, reference);
            slot(name, type(reference)).fill(plugin, type(reference), describe(reference));
            LOG.atInfo().addKeyValue("plugin", name).log("{} plugin is there: {}", family, describe(reference));
            if (before != null) {
                release(before);
            }
        }
    }

    /** Gives a service back outside the framework's own call, which must stay short. */
    private void release(ServiceReference<P> reference) {
        if (!opener.isShutdown()) {
            opener.execute(() -> context.ungetService(reference));
        }
    }

    private static String type(ServiceReference<?> reference) {
        return String.valueOf(reference.getProperty(TYPE));
    }

    private static String describe(ServiceReference<?> reference) {
        return reference.getBundle() == null
                ? ""
                : reference.getBundle().getSymbolicName() + "/"
                        + reference.getBundle().getVersion();
    }

    /** Empties all slots and gives all services back; what comes or goes afterwards is not looked at. */
    @Override
    public synchronized void close() {
        candidates.clear();
        slots.values().forEach(PluginSlot::close);
        current.values().forEach(this::release);
        current.clear();
    }
}
