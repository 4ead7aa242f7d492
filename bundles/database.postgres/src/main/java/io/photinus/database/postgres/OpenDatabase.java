package io.photinus.database.postgres;

import io.photinus.plugin.database.DatabasePlugin;
import io.photinus.plugin.database.Hints;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;

/**
 * One PostgreSQL database with its schema, shared with other processes. Several connections write at a time, more read, one
 * thread each listens and tells. An outage fails what is under way; afterwards everything recovers by itself.
 */
final class OpenDatabase implements DatabasePlugin, AutoCloseable {
    private static final int OLDEST = 14;

    private final Connections writers;
    private final Connections readers;
    private final NotifiedHints hints;
    private final Statistics statistics;
    private final String databaseId;

    private OpenDatabase(Settings settings, String databaseId) {
        Outage outage = new Outage();
        this.databaseId = databaseId;
        this.writers = Connections.writers(settings, outage);
        this.readers = Connections.readers(settings, outage);
        this.hints = new NotifiedHints(settings, databaseId, outage);
        this.statistics = new Statistics(settings.name(), writers.pool());
        hints.start();
        statistics.start();
    }

    /**
     * Takes a few seconds at most when the server is away, and as long as its scripts when the schema is to be changed.
     *
     * @throws IllegalStateException with a sentence for the operator, when the database cannot be used
     */
    static OpenDatabase open(Settings settings) {
        Target target = settings.target();
        try {
            try (Connection connection = Server.forProbe(target).getConnection()) {
                refuseOld(target, connection.getMetaData().getDatabaseMajorVersion());
                refuseOtherEncoding(target, connection);
            }
            Server server = Server.forSchema(target);
            Schema.prepare(server, settings);
            return new OpenDatabase(settings, readDatabaseId(server));
        } catch (SQLException failed) {
            throw new IllegalStateException(Failures.sentence(target, failed));
        } catch (FlywayException failed) {
            throw new IllegalStateException(
                    "the schema of " + target.shown() + " cannot be prepared: "
                            + target.withoutSecrets(String.valueOf(failed.getMessage()))
                                    .replaceAll("\\s*[\\r\\n]+\\s*", " "),
                    failed);
        }
    }

    static void refuseOld(Target target, int version) {
        if (version < OLDEST) {
            throw new IllegalStateException("the database server " + target.hosts() + " is PostgreSQL " + version
                    + ", but at least " + OLDEST + " is needed");
        }
    }

    private static void refuseOtherEncoding(Target target, Connection connection) throws SQLException {
        String encoding = one(connection, "show server_encoding");
        if (!encoding.equals("UTF8")) {
            throw new IllegalStateException(
                    "the database " + target.shown() + " has the encoding " + encoding + ", but UTF8 is needed");
        }
    }

    private static String readDatabaseId(Server server) throws SQLException {
        try (Connection connection = server.getConnection()) {
            String id = one(connection, "select value from meta where name = 'databaseId'");
            if (id.isEmpty()) {
                throw new IllegalStateException("the database has lost its id: table meta has no databaseId");
            }
            return UUID.fromString(id).toString();
        }
    }

    private static String one(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? row.getString(1) : "";
        }
    }

    @Override
    public String dialect() {
        return "postgres";
    }

    @Override
    public DataSource writer() {
        return writers.pool();
    }

    @Override
    public DataSource reader() {
        return readers.pool();
    }

    @Override
    public boolean singleWriter() {
        return false;
    }

    @Override
    public String databaseId() {
        return databaseId;
    }

    @Override
    public Hints hints() {
        return hints;
    }

    /** Cuts every connection, those in use too. */
    @Override
    public void close() {
        statistics.close();
        hints.close();
        readers.close();
        writers.close();
    }
}
