package io.photinus.types.query;

import java.util.List;

/** One alternative at least must hold; without any, no row fulfils it. */
public record AnyOf(List<AllOf> alternatives) {
    public AnyOf {
        alternatives = List.copyOf(alternatives);
    }
}
