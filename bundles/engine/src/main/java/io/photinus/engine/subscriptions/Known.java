package io.photinus.engine.subscriptions;

/** Tells which namespaces are configured, started or not. Called from any thread; must be quick. */
@FunctionalInterface
public interface Known {
    boolean exists(String namespace);
}
