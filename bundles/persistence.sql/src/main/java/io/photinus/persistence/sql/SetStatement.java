package io.photinus.persistence.sql;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.ibatis.mapping.BoundSql;
import org.apache.ibatis.mapping.SqlSource;
import org.apache.ibatis.parsing.GenericTokenParser;
import org.apache.ibatis.parsing.XNode;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.type.TypeHandler;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** A statement of plain text and {@code foreach} elements that hold plain text; thread-safe. */
final class SetStatement implements SqlSource {
    private final Configuration configuration;
    private final Accessors accessors;
    private final List<Part> parts;

    /**
     * A piece of the statement.
     *
     * @param collection the parameter to repeat it for; null for a piece that stands once
     * @param item the name of one element in it
     * @param sql the text, with a question mark for each value
     * @param values the names of the values, in order
     */
    private record Part(
            @Nullable String collection,
            String item,
            String open,
            String separator,
            String close,
            String sql,
            List<String> values) {}

    private SetStatement(Configuration configuration, List<Part> parts) {
        this.configuration = configuration;
        this.accessors = new Accessors(configuration.getTypeHandlerRegistry());
        this.parts = parts;
    }

    /** Takes a statement apart, or returns null when it holds no {@code foreach} or anything else that is dynamic. */
    static @Nullable SetStatement parse(Configuration configuration, XNode script) {
        List<Part> parts = new ArrayList<>();
        boolean repeats = false;
        NodeList children = script.getNode().getChildNodes();
        for (int i = 0; i < children.getLength(); i++) {
            Node child = children.item(i);
            if (child.getNodeType() == Node.TEXT_NODE || child.getNodeType() == Node.CDATA_SECTION_NODE) {
                parts.add(part(null, "", "", "", "", child.getTextContent()));
            } else if (child.getNodeName().equals("foreach") && plain(child)) {
                XNode loop = script.newXNode(child);
                parts.add(part(
                        loop.getStringAttribute("collection"),
                        loop.getStringAttribute("item") + ".",
                        loop.getStringAttribute("open", ""),
                        loop.getStringAttribute("separator", ""),
                        loop.getStringAttribute("close", ""),
                        child.getTextContent()));
                repeats = true;
            } else if (child.getNodeType() == Node.ELEMENT_NODE) {
                return null;
            }
        }
        return repeats ? new SetStatement(configuration, List.copyOf(parts)) : null;
    }

    private static boolean plain(Node node) {
        NodeList children = node.getChildNodes();
        for (int i = 0; i < children.getLength(); i++) {
            if (children.item(i).getNodeType() == Node.ELEMENT_NODE) {
                return false;
            }
        }
        return true;
    }

    private static Part part(
            @Nullable String collection, String item, String open, String separator, String close, String text) {
        List<String> values = new ArrayList<>();
        GenericTokenParser parser = new GenericTokenParser("#{", "}", name -> {
            values.add(name.strip());
            return "?";
        });
        String sql = parser.parse(text.strip().replaceAll("\\s+", " "));
        return new Part(collection, item, open, separator, close, sql, List.copyOf(values));
    }

    @Override
    public BoundSql getBoundSql(Object parameters) {
        StringBuilder sql = new StringBuilder(256);
        for (Part part : parts) {
            if (part.collection() == null) {
                sql.append(' ').append(part.sql());
            } else {
                append(part, items(part, (Map<?, ?>) parameters).size(), sql);
            }
        }
        return new BoundSql(configuration, sql.toString(), List.of(), parameters);
    }

    private static void append(Part part, int times, StringBuilder sql) {
        sql.append(' ').append(part.open());
        for (int i = 0; i < times; i++) {
            sql.append(i == 0 ? "" : part.separator()).append(part.sql());
        }
        sql.append(part.close());
    }

    private static Collection<?> items(Part part, Map<?, ?> parameters) {
        if (parameters.get(part.collection()) instanceof Collection<?> items) {
            return items;
        }
        throw new IllegalArgumentException("parameter " + part.collection() + " is no collection");
    }

    /** Sets all values, in the order in which {@link #getBoundSql} has placed them. */
    void bind(PreparedStatement statement, Map<?, ?> parameters) throws SQLException {
        int index = 1;
        for (Part part : parts) {
            if (part.collection() == null) {
                for (String name : part.values()) {
                    bind(statement, index++, parameters.get(name));
                }
                continue;
            }
            for (Object item : items(part, parameters)) {
                for (String name : part.values()) {
                    bind(statement, index++, value(part, item, name, parameters));
                }
            }
        }
    }

    private @Nullable Object value(Part part, Object item, String name, Map<?, ?> parameters) {
        if (name.startsWith(part.item())) {
            return accessors.get(item, name.substring(part.item().length()));
        }
        return part.item().length() == name.length() + 1 && part.item().startsWith(name) ? item : parameters.get(name);
    }

    private void bind(PreparedStatement statement, int index, @Nullable Object value) throws SQLException {
        if (value == null) {
            statement.setNull(index, Types.NULL);
            return;
        }
        TypeHandler<Object> handler = accessors.handler(value);
        handler.setParameter(statement, index, value, null);
    }
}
