package io.photinus.engine.operations;

import io.photinus.persistence.Store;
import io.photinus.types.OpType;
import io.photinus.types.Operation;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** What is special about one kind of operation; {@link OperationLoop} does the rest. */
interface Handler {
    Set<OpType> types();

    /** Operations of one lane are called one after another, in the order in which they were recorded. */
    String lane(Operation operation);

    /** Whether later operations of the lane must wait when this one has to be repeated. */
    boolean keepsOrder();

    /** Calls the plugin. The future may fail; that means {@link Outcome.Again}. */
    CompletableFuture<Outcome> call(Operation operation);

    /** Writes what follows from an outcome, in the commit that records it. */
    void record(Store.Transaction tx, Operation operation, Outcome outcome);

    /** A call has ended whose outcome does not count, because the job went to another process meanwhile. */
    default void discard(Operation operation) {}
}
