package io.photinus.rest.internal.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A path as JAX-RS writes it, with variables {@code {name}} or {@code {name: regex}}. A variable without expression matches
 * one segment; with one, it may match several (api 2.1).
 */
final class PathTemplate {
    private static final String SEGMENT = "[^/]+";

    private record Part(String text, boolean variable) {}

    private final String source;
    private final List<Part> parts = new ArrayList<>();
    private final Pattern pattern;
    private final boolean expression;

    PathTemplate(String source) {
        this.source = source;
        StringBuilder regex = new StringBuilder();
        boolean special = false;
        int at = 0;
        while (at < source.length()) {
            int open = source.indexOf('{', at);
            String literal = open < 0 ? source.substring(at) : source.substring(at, open);
            if (!literal.isEmpty()) {
                parts.add(new Part(literal, false));
                regex.append(Pattern.quote(literal));
            }
            if (open < 0) {
                break;
            }
            int close = source.indexOf('}', open);
            String variable = source.substring(open + 1, close);
            int colon = variable.indexOf(':');
            special |= colon >= 0;
            parts.add(new Part((colon < 0 ? variable : variable.substring(0, colon)).strip(), true));
            regex.append("(?<v")
                    .append(parts.size())
                    .append('>')
                    .append(colon < 0 ? SEGMENT : variable.substring(colon + 1).strip())
                    .append(')');
            at = close + 1;
        }
        this.pattern = Pattern.compile(regex.toString());
        this.expression = special;
    }

    String source() {
        return source;
    }

    /** Whether a variable has an expression of its own; such paths are tried before the others. */
    boolean hasExpression() {
        return expression;
    }

    /** The names of the variables, from left to right. */
    List<String> variables() {
        return parts.stream().filter(Part::variable).map(Part::text).toList();
    }

    /** The path as the documents show it, without expressions. */
    String shown() {
        StringBuilder out = new StringBuilder();
        for (Part part : parts) {
            out.append(part.variable() ? "{" + part.text() + "}" : part.text());
        }
        return out.toString();
    }

    /** The values of the variables, or null when the decoded path is another one. */
    @Nullable
    List<String> match(String path) {
        Matcher matcher = pattern.matcher(path);
        if (!matcher.matches()) {
            return null;
        }
        List<String> values = new ArrayList<>(parts.size());
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i).variable()) {
                values.add(matcher.group("v" + (i + 1)));
            }
        }
        return values;
    }

    /** The encoded path with these values; a slash inside of a value stays inside of it. */
    String fill(List<String> values) {
        StringBuilder out = new StringBuilder("/");
        int next = 0;
        for (Part part : parts) {
            if (part.variable()) {
                Percent.encode(values.get(next++), out);
            } else {
                out.append(part.text());
            }
        }
        return out.toString();
    }
}
