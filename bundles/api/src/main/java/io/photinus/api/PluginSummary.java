package io.photinus.api;

import java.util.List;

/**
 * One configured plugin.
 *
 * @param bundle symbolic name and version of the bundle that provides it, empty while there is none
 * @param generation how many times a service has filled its place since the process started
 * @param namespaces the namespaces that use it
 * @param problem one sentence on what is wrong, empty when it serves
 */
public record PluginSummary(
        String family,
        String name,
        String type,
        String bundle,
        long generation,
        List<String> namespaces,
        String problem) {
    public PluginSummary {
        namespaces = List.copyOf(namespaces);
    }
}
