package io.photinus.persistence.sql;

import java.nio.file.Path;

class PostgresStreamTest extends StreamContract {
    @Override
    TestDatabase open(Path directory) {
        return new PostgresTestDatabase();
    }
}
