package io.photinus.persistence.sql;

import io.photinus.persistence.Store;
import io.photinus.persistence.StoreFactory;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Builds stores on MyBatis; holds nothing. */
@Component
public final class SqlStoreFactory implements StoreFactory {
    @Activate
    public SqlStoreFactory() {}

    @Override
    public Store open(String name, DataSource writer, DataSource reader, String dialect, boolean singleWriter) {
        return new SqlStore(name, writer, reader, dialect, singleWriter, SqlStore.Limits.USUAL);
    }
}
