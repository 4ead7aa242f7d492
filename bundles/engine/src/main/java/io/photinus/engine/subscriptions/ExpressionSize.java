package io.photinus.engine.subscriptions;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Estimates how large the program of a regular expression becomes, without compiling it. RE2 matches in linear time, but
 * RE2/J lacks Go's bound on size: a few nested repetitions, forty characters long, would take all memory of the process.
 */
final class ExpressionSize {
    private static final Pattern COUNT = Pattern.compile("\\{(\\d{1,9})(,(\\d{0,9}))?}");
    private static final long LIMIT = 100_000;
    private static final int MAX_DEPTH = 500;
    /** Unicode classes are tables of ranges. */
    private static final int TABLE = 100;

    private final String expression;
    private final Matcher count;
    private final Deque<Long> open = new ArrayDeque<>();
    private int at;
    private long size;
    private long atom;

    private ExpressionSize(String expression) {
        this.expression = expression;
        this.count = COUNT.matcher(expression);
    }

    /** Whether the expression can be compiled without harm; says nothing on whether it is well-formed. */
    static boolean bearable(String expression) {
        return new ExpressionSize(expression).measure();
    }

    private boolean measure() {
        while (at < expression.length()) {
            step(expression.charAt(at));
            if (size > LIMIT || open.size() > MAX_DEPTH) {
                return false;
            }
        }
        return true;
    }

    private void step(char c) {
        switch (c) {
            case '\\' -> escape();
            case '[' -> characterClass();
            case '(' -> {
                open.push(size);
                size = 0;
                atom = 0;
                at++;
            }
            case ')' -> {
                long inner = size + 2;
                size = open.isEmpty() ? 0 : open.pop();
                at++;
                add(inner);
            }
            case '{' -> repeat();
            default -> {
                at++;
                add(1);
            }
        }
    }

    private void add(long weight) {
        atom = weight;
        size += weight;
    }

    private void repeat() {
        if (!count.region(at, expression.length()).lookingAt()) {
            at++;
            add(1);
            return;
        }
        long times = Long.parseLong(count.group(1));
        String most = count.group(3);
        if (most != null && !most.isEmpty()) {
            times = Math.max(times, Long.parseLong(most));
        }
        at = count.end();
        size += atom * Math.max(0, times - 1);
        atom *= Math.max(1, times);
    }

    private void escape() {
        char kind = at + 1 < expression.length() ? expression.charAt(at + 1) : ' ';
        at += 2;
        if (kind == 'Q') {
            int end = expression.indexOf("\\E", at);
            int stop = end < 0 ? expression.length() : end;
            size += stop - at;
            atom = 1;
            at = end < 0 ? stop : end + 2;
            return;
        }
        // The braces of \x{10FFFF} and \p{Greek} are no repetition.
        if ((kind == 'x' || kind == 'p' || kind == 'P') && at < expression.length() && expression.charAt(at) == '{') {
            int end = expression.indexOf('}', at);
            at = end < 0 ? expression.length() : end + 1;
        }
        add(kind == 'p' || kind == 'P' ? TABLE : 1);
    }

    private void characterClass() {
        int i = at + 1;
        if (i < expression.length() && expression.charAt(i) == '^') {
            i++;
        }
        // A bracket in first place is a literal.
        if (i < expression.length() && expression.charAt(i) == ']') {
            i++;
        }
        long weight = 1;
        while (i < expression.length() && expression.charAt(i) != ']') {
            char c = expression.charAt(i);
            if (c == '\\') {
                char kind = i + 1 < expression.length() ? expression.charAt(i + 1) : ' ';
                weight += kind == 'p' || kind == 'P' ? TABLE : 1;
                i += 2;
            } else if (expression.startsWith("[:", i) && expression.indexOf(":]", i + 2) >= 0) {
                i = expression.indexOf(":]", i + 2) + 2;
                weight += 5;
            } else {
                i++;
                weight++;
            }
        }
        at = Math.min(expression.length(), i + 1);
        add(weight);
    }
}
