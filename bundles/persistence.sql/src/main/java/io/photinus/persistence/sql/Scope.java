package io.photinus.persistence.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Consumer;
import org.apache.ibatis.exceptions.PersistenceException;
import org.apache.ibatis.session.ResultHandler;
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

    Dialect dialect() {
        return Dialect.of(session.getConfiguration().getDatabaseId());
    }

    /** Hands on the rows of a statement one by one, while the database still reads. */
    void stream(String statement, Object parameter, Consumer<Object> rows) {
        if (ended) {
            throw new IllegalStateException("the unit of work is over");
        }
        ResultHandler<Object> handler = row -> rows.accept(row.getResultObject());
        String begin = writing ? null : dialect().beginCursor();
        if (begin == null) {
            session.select(statement, parameter, handler);
            return;
        }
        Connection connection = session.getConnection();
        try {
            connection.setAutoCommit(false);
            try (Statement first = connection.createStatement()) {
                first.execute(begin);
                session.select(statement, parameter, handler);
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException away) {
            throw new PersistenceException(away);
        }
    }

    void end() {
        ended = true;
    }
}
