package io.photinus.engine.work;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * A bounded memory of facts that never change. When it is full it forgets all and begins anew, which costs a few look-ups and
 * no bookkeeping. Thread-safe.
 */
public final class Remembered<K, V> {
    private final int most;
    private final ConcurrentMap<K, V> known = new ConcurrentHashMap<>();

    public Remembered(int most) {
        this.most = most;
    }

    public Optional<V> get(K key) {
        return Optional.ofNullable(known.get(key));
    }

    public void put(K key, V value) {
        if (known.size() >= most) {
            known.clear();
        }
        known.put(key, value);
    }
}
