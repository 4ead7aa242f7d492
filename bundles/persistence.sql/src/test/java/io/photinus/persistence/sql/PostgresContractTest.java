package io.photinus.persistence.sql;

import java.nio.file.Path;
import org.junit.jupiter.api.Nested;

/** Runs every contract on PostgreSQL. */
class PostgresContractTest {
    @Nested
    class Messages extends MessageContract {
        @Override
        TestDatabase open(Path directory) {
            return new PostgresTestDatabase();
        }
    }

    @Nested
    class DataAndDatatypes extends DataContract {
        @Override
        TestDatabase open(Path directory) {
            return new PostgresTestDatabase();
        }
    }

    @Nested
    class BatchesAndTransactions extends BatchContract {
        @Override
        TestDatabase open(Path directory) {
            return new PostgresTestDatabase();
        }
    }

    @Nested
    class Operations extends OperationContract {
        @Override
        TestDatabase open(Path directory) {
            return new PostgresTestDatabase();
        }
    }

    @Nested
    class Pins extends PinContract {
        @Override
        TestDatabase open(Path directory) {
            return new PostgresTestDatabase();
        }
    }

    @Nested
    class Events extends EventContract {
        @Override
        TestDatabase open(Path directory) {
            return new PostgresTestDatabase();
        }
    }

    @Nested
    class Identities extends IdentityContract {
        @Override
        TestDatabase open(Path directory) {
            return new PostgresTestDatabase();
        }
    }

    @Nested
    class Administration extends AdministrationContract {
        @Override
        TestDatabase open(Path directory) {
            return new PostgresTestDatabase();
        }
    }

    @Nested
    class Leases extends LeaseContract {
        @Override
        TestDatabase open(Path directory) {
            return new PostgresTestDatabase();
        }
    }

    @Nested
    class UnitsOfWork extends UnitOfWorkContract {
        @Override
        TestDatabase open(Path directory) {
            return new PostgresTestDatabase();
        }
    }

    @Nested
    class Queries extends QueryContract {
        @Override
        TestDatabase open(Path directory) {
            return new PostgresTestDatabase();
        }
    }
}
