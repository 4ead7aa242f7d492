package io.photinus.persistence.sql;

import io.photinus.database.sqlite3.Sqlite3TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;

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
}
