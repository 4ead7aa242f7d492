package io.photinus.persistence.sql;

/** Numbers that grow by one within a namespace, from a counter row. The first is 1. */
final class Sequences {
    static final String EVENTS = "events";

    private Sequences() {}

    /** Takes that many numbers and returns the first. The row stays locked until the commit. */
    static long take(Scope scope, String namespace, String name, int count) {
        return scope.writes(CounterMapper.class).add(namespace, name, count) - count + 1;
    }
}
