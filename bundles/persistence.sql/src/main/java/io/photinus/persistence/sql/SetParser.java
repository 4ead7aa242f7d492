package io.photinus.persistence.sql;

import io.photinus.persistence.sql.SetValues.Arrays;
import io.photinus.persistence.sql.SetValues.Column;
import io.photinus.persistence.sql.SetValues.Once;
import io.photinus.persistence.sql.SetValues.Repeated;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import org.apache.ibatis.parsing.GenericTokenParser;
import org.apache.ibatis.parsing.XNode;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * Takes a statement of the mapper files apart. A {@code foreach} stands in one of two places: behind {@code values}, with a
 * row in brackets, or behind {@code in}, with one value. It is repeated for each element, or, on a database that knows
 * arrays, becomes {@code select … from unnest(…)} or {@code = any(…)}.
 */
final class SetParser {
    private final SetValues access;
    private final Accessors accessors;
    private final boolean arrays;
    private final ElementTypes types;
    private final List<SetPart> parts = new ArrayList<>();
    private String text = "";

    /** What the elements of a statement's sets are. */
    interface ElementTypes {
        Class<?> of(String parameter);

        /** The type of a record's component. */
        static Class<?> component(Class<?> type, String name) {
            for (var component : type.getRecordComponents()) {
                if (component.getName().equals(name)) {
                    return component.getType();
                }
            }
            throw new IllegalStateException("no " + name + " in " + type.getSimpleName());
        }
    }

    SetParser(Accessors accessors, boolean arrays, ElementTypes types) {
        this.access = new SetValues(accessors);
        this.accessors = accessors;
        this.arrays = arrays;
        this.types = types;
    }

    /** The parts of a statement, or null when it holds no {@code foreach} or anything else that is dynamic. */
    @Nullable
    List<SetPart> parse(XNode script) {
        boolean sets = false;
        NodeList children = script.getNode().getChildNodes();
        for (int i = 0; i < children.getLength(); i++) {
            Node child = children.item(i);
            if (child.getNodeType() == Node.TEXT_NODE || child.getNodeType() == Node.CDATA_SECTION_NODE) {
                text = (text + " " + plain(child.getTextContent())).strip();
            } else if (child.getNodeName().equals("foreach") && holdsTextOnly(child)) {
                set(script.newXNode(child), plain(child.getTextContent()));
                sets = true;
            } else if (child.getNodeType() == Node.ELEMENT_NODE) {
                return null;
            }
        }
        endText();
        return sets ? List.copyOf(parts) : null;
    }

    private static boolean holdsTextOnly(Node node) {
        NodeList children = node.getChildNodes();
        for (int i = 0; i < children.getLength(); i++) {
            if (children.item(i).getNodeType() == Node.ELEMENT_NODE) {
                return false;
            }
        }
        return true;
    }

    private static String plain(String content) {
        return content.strip().replaceAll("\\s+", " ");
    }

    private void endText() {
        if (!text.isEmpty()) {
            List<String> values = new ArrayList<>();
            String sql = withMarks(text, values);
            parts.add(new Once(access, sql, List.copyOf(values)));
            text = "";
        }
    }

    /** Puts a question mark for each name. */
    private static String withMarks(String sql, List<String> names) {
        return new GenericTokenParser("#{", "}", name -> {
                    names.add(name.strip());
                    return "?";
                })
                .parse(sql);
    }

    private void set(XNode loop, String body) {
        String collection = loop.getStringAttribute("collection");
        String item = loop.getStringAttribute("item");
        if (arrays) {
            if (takeBack("values")) {
                endText();
                parts.add(rows(collection, item, body));
            } else if (takeBack("in")) {
                text += " = any(";
                endText();
                Column column = column(collection, item, item);
                parts.add(new Arrays(access, collection, "?::" + column.type() + "[])", List.of(), List.of(column)));
            } else {
                throw new IllegalStateException("a set that stands neither behind values nor behind in: " + body);
            }
            return;
        }
        endText();
        List<String> values = new ArrayList<>();
        String sql = withMarks(body, values);
        parts.add(new Repeated(
                access,
                collection,
                item,
                loop.getStringAttribute("open", ""),
                loop.getStringAttribute("separator", ""),
                loop.getStringAttribute("close", ""),
                sql,
                List.copyOf(values)));
    }

    /** Removes the last word of the text, if it is this one. */
    private boolean takeBack(String word) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (!lower.endsWith(" " + word) && !lower.endsWith("(" + word)) {
            return false;
        }
        if (lower.endsWith(" not " + word)) {
            throw new IllegalStateException("a set that is excluded: " + text);
        }
        text = text.substring(0, text.length() - word.length()).stripTrailing();
        return true;
    }

    private Arrays rows(String collection, String item, String body) {
        if (!body.startsWith("(") || !body.endsWith(")")) {
            throw new IllegalStateException("a row without its brackets: " + body);
        }
        Map<String, Column> columns = new LinkedHashMap<>();
        List<String> before = new ArrayList<>();
        String row = new GenericTokenParser("#{", "}", token -> {
                    String name = token.strip();
                    if (name.equals(item) || name.startsWith(item + ".")) {
                        columns.computeIfAbsent(name, key -> column(collection, item, name));
                        return "r.c" + (List.copyOf(columns.keySet()).indexOf(name) + 1);
                    }
                    before.add(name);
                    return "?";
                })
                .parse(body.substring(1, body.length() - 1));
        StringJoiner unnested = new StringJoiner(", ");
        StringJoiner names = new StringJoiner(", ");
        int number = 0;
        for (Column column : columns.values()) {
            unnested.add("?::" + column.type() + "[]");
            names.add("c" + ++number);
        }
        String sql = "select " + row + " from unnest(" + unnested + ") with ordinality as r(" + names
                + ", place) order by r.place";
        return new Arrays(access, collection, sql, List.copyOf(before), List.copyOf(columns.values()));
    }

    private Column column(String collection, String item, String name) {
        Class<?> element = types.of(collection);
        if (name.equals(item)) {
            return new Column("", accessors.form(element));
        }
        String component = name.substring(item.length() + 1);
        return new Column(component, accessors.form(ElementTypes.component(element, component)));
    }
}
