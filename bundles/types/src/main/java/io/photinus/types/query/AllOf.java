package io.photinus.types.query;

import java.util.List;

/** Every condition must hold, and one alternative of each choice; empty, every row fulfils it. */
public record AllOf(List<Condition> conditions, List<AnyOf> choices) {
    /** Every row. */
    public static final AllOf NOTHING_ASKED = new AllOf(List.of(), List.of());

    public AllOf {
        conditions = List.copyOf(conditions);
        choices = List.copyOf(choices);
    }
}
