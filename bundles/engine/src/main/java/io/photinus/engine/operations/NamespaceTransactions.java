package io.photinus.engine.operations;

import io.photinus.api.TransactionStatus;
import io.photinus.api.TransactionStatus.Detail;
import io.photinus.api.Transactions;
import io.photinus.engine.work.NamespaceContext;
import io.photinus.types.BatchPersisted;
import io.photinus.types.BlockchainEvent;
import io.photinus.types.OpStatus;
import io.photinus.types.Operation;
import io.photinus.types.Transaction;
import io.photinus.types.TxType;
import io.photinus.types.error.ErrorCode;
import io.photinus.types.error.NodeProblem;
import io.photinus.types.query.Condition;
import io.photinus.types.query.Query;
import io.photinus.types.query.RecordSets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The transactions of a namespace and their rolled-up status (api 3.5). */
public final class NamespaceTransactions implements Transactions {
    private static final Set<TxType> NO_MORE_PARTS =
            EnumSet.of(TxType.CONTRACT_INVOKE, TxType.CONTRACT_DEPLOY, TxType.DATA_PUBLISH);
    /** No timestamp first, then newest first. */
    private static final Comparator<Detail> ORDER =
            Comparator.comparing(Detail::timestamp, Comparator.nullsFirst(Comparator.reverseOrder()));

    private final NamespaceContext context;

    public NamespaceTransactions(NamespaceContext context) {
        this.context = context;
    }

    @Override
    public Optional<Transaction> find(UUID id) {
        return context.store().read(store -> store.transactions().find(context.name(), id));
    }

    @Override
    public List<Operation> operations(UUID id) {
        return context.store().read(store -> store.operations().byTransaction(context.name(), id));
    }

    @Override
    public List<BlockchainEvent> blockchainEvents(UUID id) {
        return context.store().read(store -> store.blockchainEvents().byTransaction(context.name(), id));
    }

    @Override
    public TransactionStatus status(UUID id) {
        Transaction transaction = find(id).orElseThrow(() -> new NodeProblem(ErrorCode.FF10109));
        List<Detail> details = new ArrayList<>();
        OpStatus status = OpStatus.SUCCEEDED;
        for (Operation operation : operations(id)) {
            details.add(new Detail(
                    "Operation",
                    operation.type().wire(),
                    operation.status(),
                    operation.updated(),
                    operation.id(),
                    operation.error(),
                    operation.output()));
            if (operation.retry() == null) {
                status = worse(status, operation.status());
            }
        }
        List<BlockchainEvent> events = blockchainEvents(id);
        for (BlockchainEvent event : events) {
            details.add(new Detail(
                    "BlockchainEvent",
                    event.name(),
                    OpStatus.SUCCEEDED,
                    event.timestamp(),
                    event.id(),
                    null,
                    event.info()));
        }
        if (transaction.type().pinned()) {
            if (events.isEmpty()) {
                details.add(missing("BlockchainEvent"));
                status = worse(status, OpStatus.PENDING);
            }
            status = addBatches(id, details, status);
        } else if (!NO_MORE_PARTS.contains(transaction.type())) {
            throw new NodeProblem(ErrorCode.FF10336, transaction.type().wire());
        }
        details.sort(ORDER);
        return new TransactionStatus(status, details);
    }

    private OpStatus addBatches(UUID id, List<Detail> details, OpStatus before) {
        Condition ofTransaction = Condition.equal(RecordSets.BATCHES.require("tx.id"), id.toString());
        List<BatchPersisted> batches = context.store()
                .read(store -> store.query(RecordSets.BATCHES, context.name(), Query.where(ofTransaction)))
                .items();
        if (batches.isEmpty()) {
            details.add(missing("Batch"));
            return worse(before, OpStatus.PENDING);
        }
        for (BatchPersisted batch : batches) {
            Instant confirmed = batch.confirmed();
            details.add(new Detail("Batch", batch.type(), OpStatus.SUCCEEDED, confirmed, batch.id(), null, null));
        }
        return before;
    }

    private static Detail missing(String type) {
        return new Detail(type, null, OpStatus.PENDING, null, null, null, null);
    }

    /** Failed sticks; otherwise anything that has not succeeded sets its own status. */
    private static OpStatus worse(OpStatus now, OpStatus part) {
        return now == OpStatus.FAILED || part == OpStatus.SUCCEEDED ? now : part;
    }
}
