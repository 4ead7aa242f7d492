package io.photinus.persistence.sql;

import io.photinus.persistence.Fence;
import java.util.HashSet;
import java.util.Set;

/** The fences that this transaction has found valid; valid until it ends, unless a unit in it touches leases or fails. */
final class Leased {
    private final Set<Fence> valid = new HashSet<>();

    boolean knows(Fence fence) {
        return valid.contains(fence);
    }

    void found(Fence fence) {
        valid.add(fence);
    }

    void forget() {
        valid.clear();
    }
}
