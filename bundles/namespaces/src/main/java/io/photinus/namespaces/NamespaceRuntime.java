package io.photinus.namespaces;

import org.osgi.annotation.versioning.ConsumerType;

/** A running namespace. */
@ConsumerType
public interface NamespaceRuntime extends AutoCloseable {
    /** One sentence on what keeps it from making progress; empty when all is well. */
    String problem();

    /** Stops all jobs within a bounded time; work that is not finished is found again in the database. */
    @Override
    void close();
}
