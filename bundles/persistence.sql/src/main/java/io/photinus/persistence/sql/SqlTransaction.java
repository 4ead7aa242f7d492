package io.photinus.persistence.sql;

import io.photinus.persistence.EventRepository;
import io.photinus.persistence.Fence;
import io.photinus.persistence.FencedException;
import io.photinus.persistence.Leases;
import io.photinus.persistence.Store;
import java.util.ArrayList;
import java.util.List;
import org.apache.ibatis.session.SqlSession;

/** The inside of one unit of work; usable on the writer thread until the unit ends. */
final class SqlTransaction extends SqlRepositories implements Store.Transaction {
    private final Scope scope;
    private final Leased leased;
    private final NewEvents newEvents = new NewEvents();
    private final List<Runnable> bells = new ArrayList<>();

    SqlTransaction(SqlSession session, Leased leased) {
        this(Scope.writing(session), leased);
    }

    private SqlTransaction(Scope scope, Leased leased) {
        super(scope);
        this.scope = scope;
        this.leased = leased;
    }

    @Override
    public void afterCommit(Runnable action) {
        bells.add(action);
    }

    @Override
    public EventRepository events() {
        return new SqlEvents(scope, newEvents);
    }

    @Override
    public Leases leases() {
        return new SqlLeases(scope, leased);
    }

    /** The first statement of a leased unit. */
    void requireLease(Fence fence) {
        if (!leased.knows(fence)) {
            if (!scope.reads(LeaseMapper.class).holds(fence)) {
                throw new FencedException("the lease " + fence.job() + " of " + fence.namespace()
                        + " is no longer with " + fence.owner() + " in epoch " + fence.epoch());
            }
            leased.found(fence);
        }
    }

    /** What was appended; it is written, and gets its sequences, at the end of the transaction: in commit order. */
    NewEvents newEvents() {
        return newEvents;
    }

    List<Runnable> bells() {
        return bells;
    }

    void end() {
        scope.end();
    }
}
