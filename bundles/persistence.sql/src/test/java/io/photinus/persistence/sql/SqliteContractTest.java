package io.photinus.persistence.sql;

import io.photinus.database.sqlite3.Sqlite3TestDatabase;
import io.photinus.persistence.Store;
import io.photinus.persistence.StoreUnavailableException;
import io.photinus.types.error.NodeProblem;
import io.photinus.types.query.Query;
import io.photinus.types.query.RecordSets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Runs every contract on SQLite. */
class SqliteContractTest {
    @Nested
    class Messages extends MessageContract {
        @Override
        TestDatabase open(Path directory) {
            return new Sqlite3TestDatabase(directory);
        }
    }

    @Nested
    class DataAndDatatypes extends DataContract {
        @Override
        TestDatabase open(Path directory) {
            return new Sqlite3TestDatabase(directory);
        }
    }

    @Nested
    class BatchesAndTransactions extends BatchContract {
        @Override
        TestDatabase open(Path directory) {
            return new Sqlite3TestDatabase(directory);
        }
    }

    @Nested
    class Operations extends OperationContract {
        @Override
        TestDatabase open(Path directory) {
            return new Sqlite3TestDatabase(directory);
        }
    }

    @Nested
    class Pins extends PinContract {
        @Override
        TestDatabase open(Path directory) {
            return new Sqlite3TestDatabase(directory);
        }
    }

    @Nested
    class Events extends EventContract {
        @Override
        TestDatabase open(Path directory) {
            return new Sqlite3TestDatabase(directory);
        }
    }

    @Nested
    class Identities extends IdentityContract {
        @Override
        TestDatabase open(Path directory) {
            return new Sqlite3TestDatabase(directory);
        }
    }

    @Nested
    class Administration extends AdministrationContract {
        @Override
        TestDatabase open(Path directory) {
            return new Sqlite3TestDatabase(directory);
        }
    }

    @Nested
    class Leases extends LeaseContract {
        @Override
        TestDatabase open(Path directory) {
            return new Sqlite3TestDatabase(directory);
        }
    }

    @Nested
    class UnitsOfWork extends UnitOfWorkContract {
        @Override
        TestDatabase open(Path directory) {
            return new Sqlite3TestDatabase(directory);
        }
    }

    @Nested
    class Queries extends QueryContract {
        @Override
        TestDatabase open(Path directory) {
            return new Sqlite3TestDatabase(directory);
        }
    }

    @Test
    void namesAStatementThatTheDatabaseRefuses(@TempDir Path directory) throws Exception {
        try (Sqlite3TestDatabase database = new Sqlite3TestDatabase(directory)) {
            try (Connection connection = database.plugin().writer().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("drop table batches");
            }
            try (Store store = StoreContract.openStore(database, SqlStore.Limits.USUAL)) {
                assertThatThrownBy(() -> store.read(r -> r.query(RecordSets.BATCHES, "ns", Query.ALL)))
                        .isInstanceOf(NodeProblem.class)
                        .hasMessageStartingWith("FF00176");
            }
        }
    }

    @Test
    void failsTheGroupAndRecoversWhenTheDiskIsFull(@TempDir Path directory) throws Exception {
        try (Sqlite3TestDatabase database = new Sqlite3TestDatabase(directory)) {
            limitPages(database, 1);
            try (Store store = StoreContract.openStore(database, SqlStore.Limits.USUAL)) {
                Gate gate = Gate.closing(store);
                var small = store.submit(null, tx -> {
                    tx.cursors().set("ns", "c", "1");
                    return null;
                });
                var large = store.submit(null, tx -> {
                    tx.cursors().set("ns", "large", "x".repeat(1_000_000));
                    return null;
                });
                gate.open();

                for (var unit : List.of(small, large)) {
                    assertThat(unit.handle((done, failure) -> failure).get(20, TimeUnit.SECONDS))
                            .isInstanceOf(StoreUnavailableException.class)
                            .hasMessageContaining("SQLITE_FULL");
                }
                assertThat(Committed.of(store).cursors().get("ns", "c")).isEmpty();

                limitPages(database, 1_000_000);
                store.<Object>write(null, tx -> {
                    tx.cursors().set("ns", "c", "2");
                    return null;
                });
                assertThat(Committed.of(store).cursors().get("ns", "c")).contains("2");
            }
        }
    }

    /** Below the present size means: no page more. */
    private static void limitPages(Sqlite3TestDatabase database, int pages) throws SQLException {
        try (Connection connection = database.plugin().writer().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("pragma max_page_count = " + pages);
        }
    }
}
