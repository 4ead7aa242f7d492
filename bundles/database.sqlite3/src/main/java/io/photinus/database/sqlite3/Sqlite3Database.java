package io.photinus.database.sqlite3;

import io.photinus.plugin.database.DatabasePlugin;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One SQLite file. It belongs to this process alone, one connection writes, a few read. Commits are on the disk when they
 * return (write-ahead log, synchronous FULL).
 */
@Component(configurationPid = "io.photinus.database.sqlite3", configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = Sqlite3Database.Config.class, factory = true)
public final class Sqlite3Database implements DatabasePlugin {
    private static final Logger LOG = LoggerFactory.getLogger(Sqlite3Database.class);

    /** The keys of {@code plugins.database[].sqlite3}, and the plugin's name. */
    @ObjectClassDefinition(name = "SQLite database", description = "One SQLite file, used by this process alone")
    @interface Config {
        @AttributeDefinition(name = "Plugin name", description = "The name under which namespaces ask for it")
        String photinus_plugin_name();

        @AttributeDefinition(
                name = "File",
                description =
                        "Path of the database file; the forms file:<path> and jdbc:sqlite:<path> are understood too")
        String url();

        @AttributeDefinition(
                name = "Migrate",
                description =
                        "Whether the schema is created and brought up to date at start; otherwise an outdated one is"
                                + " refused")
        boolean migrations_auto() default true;

        @AttributeDefinition(name = "Readers", description = "Most connections for queries; one more always writes")
        int maxConns() default 4;
    }

    private final Settings settings;
    private final FileOwner owner;
    private final Connections writer;
    private final Connections reader;
    private final String databaseId;

    @Activate
    public Sqlite3Database(Config config) {
        this(Settings.of(config));
    }

    Sqlite3Database(Settings settings) {
        this.settings = settings;
        this.owner = FileOwner.claim(settings.file());
        Connections opened = null;
        try {
            // The writer first: it creates the file and switches it to the write-ahead log.
            opened = Connections.writer(settings);
            Schema.prepare(opened.pool(), settings);
            this.databaseId = readDatabaseId(opened.pool());
            this.writer = opened;
            this.reader = Connections.readers(settings);
        } catch (RuntimeException failed) {
            if (opened != null) {
                opened.close();
            }
            owner.close();
            throw failed;
        }
        LOG.atInfo()
                .addKeyValue("plugin", settings.name())
                .addKeyValue("file", settings.file())
                .addKeyValue("database", databaseId)
                .log("database open");
    }

    private static String readDatabaseId(DataSource source) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select value from meta where name = 'databaseId'")) {
            if (!row.next()) {
                throw new IllegalStateException("the database has lost its id: table meta has no databaseId");
            }
            return UUID.fromString(row.getString(1)).toString();
        } catch (SQLException unreadable) {
            throw new IllegalStateException("the id of the database cannot be read", unreadable);
        }
    }

    @Deactivate
    public void close() {
        reader.close();
        writer.close();
        owner.close();
        LOG.atInfo().addKeyValue("plugin", settings.name()).log("database closed");
    }

    @Override
    public String dialect() {
        return "sqlite";
    }

    @Override
    public DataSource writer() {
        return writer.pool();
    }

    @Override
    public DataSource reader() {
        return reader.pool();
    }

    @Override
    public boolean singleWriter() {
        return true;
    }

    @Override
    public String databaseId() {
        return databaseId;
    }
}
