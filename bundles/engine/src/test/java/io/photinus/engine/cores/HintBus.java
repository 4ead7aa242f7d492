package io.photinus.engine.cores;

import io.photinus.plugin.database.Hints;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Hints between processes that live in one test. */
public final class HintBus {
    private final Map<Object, Consumer<String>> hearing = new ConcurrentHashMap<>();
    private volatile boolean deaf;

    /** Loses everything from now on. */
    public void loseAll() {
        deaf = true;
    }

    /** One process's side. */
    public final class Side implements Hints {
        /** What this process told, in order. */
        public final List<String> told = new CopyOnWriteArrayList<>();

        private final Object self = new Object();

        @Override
        public void tell(String hint) {
            told.add(hint);
            if (!deaf) {
                hearing.forEach((who, heard) -> {
                    if (who != self) {
                        heard.accept(hint);
                    }
                });
            }
        }

        /** As after an interruption of the connection. */
        public void mayHaveMissed() {
            Consumer<String> heard = hearing.get(self);
            if (heard != null) {
                heard.accept("");
            }
        }

        @Override
        public Hearing hear(Consumer<String> heard) {
            hearing.put(self, heard);
            return () -> hearing.remove(self);
        }
    }

    public Side side() {
        return new Side();
    }
}
