package io.photinus.persistence.sql;

import java.nio.file.Path;

class PostgresQuerySweepTest extends QuerySweep {
    @Override
    TestDatabase open(Path directory) {
        return new PostgresTestDatabase();
    }
}
