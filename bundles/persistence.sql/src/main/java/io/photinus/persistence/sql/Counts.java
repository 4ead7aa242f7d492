package io.photinus.persistence.sql;

import io.photinus.persistence.StoreStatistics;
import java.util.concurrent.atomic.LongAdder;

/** What a store has done so far. Thread-safe. */
final class Counts {
    private final LongAdder statements = new LongAdder();
    private final LongAdder commits = new LongAdder();
    private final LongAdder units = new LongAdder();

    void statement() {
        statements.increment();
    }

    void commit(int unitsInIt) {
        commits.increment();
        units.add(unitsInIt);
    }

    StoreStatistics snapshot(int queued) {
        return new StoreStatistics(statements.sum(), commits.sum(), units.sum(), queued);
    }
}
