package io.photinus.persistence;

import javax.sql.DataSource;
import org.osgi.annotation.versioning.ProviderType;

/** Builds stores; an OSGi service. */
@ProviderType
public interface StoreFactory {
    /**
     * Opens a store on one database; the caller closes it. The schema is complete already.
     *
     * @param name for thread names and messages: the database plugin's name
     * @param dialect selects statement variants: {@code sqlite} or {@code postgres}
     */
    Store open(String name, DataSource writer, DataSource reader, String dialect, boolean singleWriter);
}
