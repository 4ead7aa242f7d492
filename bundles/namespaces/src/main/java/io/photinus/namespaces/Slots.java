package io.photinus.namespaces;

import io.photinus.plugin.blockchain.BlockchainPlugin;
import io.photinus.plugin.database.DatabasePlugin;
import io.photinus.plugin.dataexchange.DataExchangePlugin;
import io.photinus.plugin.sharedstorage.SharedStoragePlugin;
import java.util.List;
import java.util.stream.Stream;

/** The slots of one multiparty namespace. */
public record Slots(
        Slot<DatabasePlugin> database,
        Slot<BlockchainPlugin> blockchain,
        Slot<SharedStoragePlugin> sharedStorage,
        Slot<DataExchangePlugin> dataExchange) {

    public List<Slot<?>> all() {
        return List.of(database, blockchain, sharedStorage, dataExchange);
    }

    /** What is missing, one sentence; empty when every slot is filled. */
    public String problem() {
        return String.join(
                "; ",
                all().stream().map(Slot::problem).filter(p -> !p.isEmpty()).toList());
    }

    /** Registers one action with all slots. */
    public Slot.Registration onChange(Runnable action) {
        List<Slot.Registration> each = Stream.of(database, blockchain, sharedStorage, dataExchange)
                .map(slot -> slot.onChange(action))
                .toList();
        return () -> each.forEach(Slot.Registration::close);
    }
}
