package io.photinus.persistence.sql;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The writers of the lanes in use, one for each name however many use it. Thread-safe. */
final class Lanes {
    private final Function<String, CommitLoop> start;
    private final Map<String, Use> inUse = new HashMap<>();

    private static final class Use {
        final CommitLoop writes;
        int users;

        Use(CommitLoop writes) {
            this.writes = writes;
        }
    }

    /** @param start starts the writer of a lane */
    Lanes(Function<String, CommitLoop> start) {
        this.start = start;
    }

    synchronized CommitLoop use(String name) {
        Use use = inUse.computeIfAbsent(name, key -> new Use(start.apply(key)));
        use.users++;
        return use.writes;
    }

    /** Ends the writer when this was its last user; it finishes what is queued, in bounded time. */
    void release(String name) {
        CommitLoop unused;
        synchronized (this) {
            Use use = inUse.get(name);
            if (use == null || --use.users > 0) {
                return;
            }
            inUse.remove(name);
            unused = use.writes;
        }
        unused.close();
    }

    synchronized List<CommitLoop> all() {
        return inUse.values().stream().map(use -> use.writes).toList();
    }
}
