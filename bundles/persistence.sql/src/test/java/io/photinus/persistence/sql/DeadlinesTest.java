package io.photinus.persistence.sql;

import io.photinus.database.sqlite3.Sqlite3TestDatabase;
import io.photinus.persistence.Store;
import io.photinus.types.error.NodeProblem;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@Timeout(60)
class DeadlinesTest {
    /** Would run for hours. */
    private static final String ENDLESS =
            "with recursive c (n) as (select 1 union all select n + 1 from c) select count(*) from c where n < 0";

    @Test
    void cancelsAStatementOfSqlite(@TempDir Path directory) throws SQLException {
        try (TestDatabase database = new Sqlite3TestDatabase(directory)) {
            assertCancels(database.plugin().reader());
        }
    }

    @Test
    void cancelsAStatementOfPostgres() throws SQLException {
        try (TestDatabase database = new PostgresTestDatabase()) {
            assertCancels(database.plugin().reader());
        }
    }

    private static void assertCancels(DataSource source) throws SQLException {
        try (Deadlines deadlines = new Deadlines("test");
                Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            try (Deadlines.Deadline deadline = deadlines.set(Duration.ofMillis(100))) {
                assertThatThrownBy(() -> deadlines.run(statement, () -> read(statement, ENDLESS)))
                        .isInstanceOfSatisfying(
                                RuntimeException.class, failed -> assertThat(SqlFailures.cancelled(failed))
                                        .isTrue())
                        .satisfies(failed ->
                                assertThat(SqlFailures.unavailable(failed)).isFalse());
                assertThat(deadline.passed()).isTrue();
            }

            assertThat(deadlines.run(statement, () -> read(statement, "select 1")))
                    .isEqualTo(1L);
        } catch (ReflectiveOperationException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static Object read(Statement statement, String sql) {
        try (ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Test
    void answersForAQueryThatWaitsForALock() throws SQLException {
        try (PostgresTestDatabase database = new PostgresTestDatabase();
                Store store = StoreContract.openStore(database, SqlStore.Limits.USUAL);
                Connection other = PostgresTestDatabase.source(database.url()).getConnection();
                Statement lock = other.createStatement()) {
            other.setAutoCommit(false);
            lock.execute("lock table events in access exclusive mode");

            assertThatThrownBy(() ->
                            store.read(Duration.ofMillis(200), r -> r.events().highest("ns")))
                    .isInstanceOf(NodeProblem.class)
                    .hasMessageStartingWith("FF00166");
            other.rollback();
            assertThat(store.<Long>read(r -> r.events().highest("ns"))).isEqualTo(-1);
        }
    }
}
