package io.photinus.persistence.sql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.photinus.plugin.database.DatabasePlugin;
import io.photinus.tools.postgres.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A database of its own on a real server, which all tests of this process share. */
public final class PostgresTestDatabase implements TestDatabase {
    private static final Path MIGRATIONS =
            Path.of("../database.postgres/src/main/resources/io/photinus/database/postgres/migrations");

    /** Started by whoever needs it first; ends with the process. */
    private static final class Shared {
        static final PostgresServer SERVER = start();

        static PostgresServer start() {
            return PostgresServer.temporary().withoutFsync().start();
        }
    }

    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final String url;
    private final HikariDataSource writer;
    private final HikariDataSource reader;

    public PostgresTestDatabase() {
        this(freshUrl(Shared.SERVER));
    }

    /** A database that has its schema already. */
    PostgresTestDatabase(String url) {
        this.url = url;
        this.writer = pool(url, "writer", false);
        this.reader = pool(url, "reader", true);
    }

    static PostgresServer sharedServer() {
        return Shared.SERVER;
    }

    /** Makes a database with the schema and returns its URL. */
    static String freshUrl(PostgresServer server) {
        String url = server.url("test" + NUMBERS.incrementAndGet());
        try (Connection connection = source(url).getConnection();
                Statement statement = connection.createStatement();
                Stream<Path> scripts = Files.list(MIGRATIONS)) {
            for (Path script : scripts.sorted().toList()) {
                statement.execute(Files.readString(script));
            }
        } catch (SQLException failed) {
            throw new IllegalStateException("the schema is refused", failed);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return url;
    }

    static DataSource source(String url) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL(url);
        source.setPrepareThreshold(1);
        // A process that stops in the middle of a unit must not hold its locks; and a plan that was made while a table
        // was
        // small must not be kept when it has grown.
        source.setOptions("-c idle_in_transaction_session_timeout=2000 -c plan_cache_mode=force_custom_plan");
        source.setSocketTimeout(30);
        return source;
    }

    private static HikariDataSource pool(String url, String role, boolean readOnly) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(source(url));
        config.setPoolName("test-" + role);
        config.setMaximumPoolSize(8);
        config.setMinimumIdle(0);
        config.setReadOnly(readOnly);
        config.setConnectionTimeout(5_000);
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
    }

    String url() {
        return url;
    }

    @Override
    public DatabasePlugin plugin() {
        return new DatabasePlugin() {
            @Override
            public String dialect() {
                return "postgres";
            }

            @Override
            public DataSource writer() {
                return writer;
            }

            @Override
            public DataSource reader() {
                return reader;
            }

            @Override
            public boolean singleWriter() {
                return false;
            }

            @Override
            public String databaseId() {
                return new UUID(0, 0).toString();
            }
        };
    }

    @Override
    public void close() {
        reader.close();
        writer.close();
    }
}
