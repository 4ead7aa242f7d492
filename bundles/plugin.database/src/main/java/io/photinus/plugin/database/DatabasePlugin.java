package io.photinus.plugin.database;

import javax.sql.DataSource;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * One configured database, registered as an OSGi service with the properties {@code photinus.plugin.name} and {@code
 * photinus.plugin.type}. When the service appears the schema is complete: the plugin has run its migrations. Thread-safe.
 * The plugin closes its connections when it goes; work in flight then fails with an SQL error.
 */
@ConsumerType
public interface DatabasePlugin {
    /**
     * Service property of a plugin that is configured and cannot be used at present: the reason, in a sentence for the
     * operator. Nobody calls such a service; when that changes it goes, and another comes.
     */
    String PROBLEM = "photinus.plugin.problem";

    /** Selects the variant of a statement where databases differ: {@code sqlite} or {@code postgres}. Never changes. */
    String dialect();

    /** Connections that write. Durable at commit. With {@link #singleWriter()} at most one is used at a time. */
    DataSource writer();

    /** Connections for queries, which see committed data only and cannot write. */
    DataSource reader();

    /** Whether this process is the only one, and one thread at a time the only writer. */
    boolean singleWriter();

    /** The id that the database got when it was first created; tells two databases apart. */
    String databaseId();

    /** Doorbells between the processes that share this database. */
    default Hints hints() {
        return Hints.NONE;
    }
}
