package io.photinus.persistence.sql;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;

/** A piece of a statement over sets: its text, and how its values are set. */
interface SetPart {
    void append(StringBuilder sql, Map<?, ?> parameters);

    /**
     * Sets the values of this piece.
     *
     * @param index the number of its first value
     * @return the number behind its last
     */
    int bind(PreparedStatement statement, int index, Map<?, ?> parameters) throws SQLException;

    /** The elements of a parameter that is a set. */
    static Collection<?> items(String collection, Map<?, ?> parameters) {
        if (parameters.get(collection) instanceof Collection<?> items) {
            return items;
        }
        throw new IllegalArgumentException("parameter " + collection + " is no collection");
    }
}
