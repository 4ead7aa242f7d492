package io.photinus.persistence.sql;

import org.apache.ibatis.session.SqlSession;

/** Where repositories find their mappers: a session, and whether it may write now. */
final class Scope {
    private final SqlSession session;
    private final boolean writing;
    private volatile boolean ended;

    private Scope(SqlSession session, boolean writing) {
        this.session = session;
        this.writing = writing;
    }

    static Scope reading(SqlSession session) {
        return new Scope(session, false);
    }

    static Scope writing(SqlSession session) {
        return new Scope(session, true);
    }

    /** The mapper for statements that only read. */
    <M> M reads(Class<M> mapper) {
        if (ended) {
            throw new IllegalStateException("the unit of work is over");
        }
        return session.getMapper(mapper);
    }

    /** The mapper for statements that write. */
    <M> M writes(Class<M> mapper) {
        if (!writing) {
            throw new IllegalStateException("repositories of a query cannot write");
        }
        return reads(mapper);
    }

    void end() {
        ended = true;
    }
}
