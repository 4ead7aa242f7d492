package io.photinus.database.postgres;

import io.photinus.loop.BackOff;
import io.photinus.loop.Doorbell;
import io.photinus.loop.Loop;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Renews what the planner knows of tables that have grown much. The server does that too, but looks once a minute: until then
 * it takes a filling table for an empty one, and looks for a set of ids by reading all rows of a namespace.
 */
final class Statistics implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Statistics.class);
    private static final Duration INTERVAL = Duration.ofSeconds(3);
    private static final BackOff BACK_OFF = new BackOff(INTERVAL, Duration.ofMinutes(1), 2);
    private static final String GROWN = """
            select quote_ident(schemaname) || '.' || quote_ident(relname)
            from pg_stat_user_tables
            where schemaname = current_schema()
                and n_mod_since_analyze > 500
                and n_mod_since_analyze > n_live_tup / 2
            order by 1
            """;

    private final DataSource writer;
    private final Loop loop;

    Statistics(String name, DataSource writer) {
        this.writer = writer;
        this.loop = new Loop("photinus-postgres-" + name + "-statistics", new Doorbell(), BACK_OFF, this::renew);
    }

    void start() {
        loop.start();
    }

    Duration renew() {
        try (Connection connection = writer.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(true);
            List<String> tables = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery(GROWN)) {
                while (rows.next()) {
                    tables.add(rows.getString(1));
                }
            }
            for (String table : tables) {
                statement.execute("analyze " + table);
            }
        } catch (SQLException away) {
            // The server does it by itself later; whoever needs the database says that it is away.
            LOG.debug("statistics are not renewed", away);
        }
        return INTERVAL;
    }

    @Override
    public void close() {
        loop.close();
    }
}
