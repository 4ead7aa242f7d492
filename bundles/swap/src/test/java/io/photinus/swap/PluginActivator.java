package io.photinus.swap;

import java.util.Dictionary;
import java.util.Hashtable;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Part of the bundles that the tests make: offers a plugin service when the manifest says so, fails when it says so. */
public final class PluginActivator implements BundleActivator {
    @Override
    public void start(BundleContext context) {
        String behaviour = context.getBundle().getHeaders().get("Test-Behaviour");
        if ("fail".equals(behaviour)) {
            throw new IllegalStateException("this version is broken");
        }
        if ("plugin".equals(behaviour)) {
            Dictionary<String, Object> properties = new Hashtable<>();
            properties.put("photinus.plugin.type", "test");
            context.registerService(Runnable.class, () -> {}, properties);
        }
    }

    @Override
    public void stop(BundleContext context) {
        // The framework withdraws the service.
    }
}
