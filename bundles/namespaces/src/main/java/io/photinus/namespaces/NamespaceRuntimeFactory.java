package io.photinus.namespaces;

import io.photinus.persistence.Store;
import org.osgi.annotation.versioning.ConsumerType;

/** Builds what runs inside a namespace: implemented by the engine, an OSGi service. */
@ConsumerType
public interface NamespaceRuntimeFactory {
    /**
     * Starts a namespace on its store. Slots may be empty or become so at any time; the runtime waits for what it needs.
     * Called on the thread that manages namespaces; an exception means that the start is tried again after a pause.
     */
    NamespaceRuntime start(NamespaceSettings settings, Store store, Slots slots);
}
