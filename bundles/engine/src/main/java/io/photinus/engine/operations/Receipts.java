package io.photinus.engine.operations;

import io.photinus.engine.work.NamespaceContext;
import io.photinus.persistence.OperationRepository.Change;
import io.photinus.persistence.Store;
import io.photinus.plugin.blockchain.Receipt;
import io.photinus.types.Ids;
import io.photinus.types.OpStatus;
import io.photinus.types.Operation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Applies receipts to the operations that they name; those for others are ignored (protocol 11.1, 11.4). */
public final class Receipts {
    private final NamespaceContext context;

    public Receipts(NamespaceContext context) {
        this.context = context;
    }

    public void apply(Store.Transaction tx, List<Receipt> receipts) {
        Map<UUID, Receipt> ours = new HashMap<>();
        for (Receipt receipt : receipts) {
            String[] parts = receipt.requestId().split(":", -1);
            UUID id = parts.length == 2 && parts[0].equals(context.name()) ? Ids.tryParse(parts[1]) : null;
            if (id != null) {
                ours.put(id, receipt);
            }
        }
        String plugin = context.slots().blockchain().name();
        List<Change> changes = new ArrayList<>();
        for (Operation operation : tx.operations().findAll(context.name(), ours.keySet())) {
            Receipt receipt = ours.get(operation.id());
            if (receipt == null || !operation.plugin().equals(plugin)) {
                continue;
            }
            changes.add(new Change(
                    operation.id(),
                    receipt.succeeded() ? OpStatus.SUCCEEDED : OpStatus.FAILED,
                    receipt.output(),
                    receipt.error().isEmpty() ? null : receipt.error()));
            if (!receipt.blockchainId().isEmpty()) {
                tx.transactions().addBlockchainId(context.name(), operation.tx(), receipt.blockchainId());
            }
        }
        tx.operations().update(context.name(), changes, context.now());
    }
}
