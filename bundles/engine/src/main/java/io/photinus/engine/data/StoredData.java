package io.photinus.engine.data;

import io.photinus.api.DataItems;
import io.photinus.api.MessageDraft.DataDraft;
import io.photinus.engine.work.NamespaceContext;
import io.photinus.types.Data;
import io.photinus.types.Message;
import io.photinus.types.query.Condition;
import io.photinus.types.query.Page;
import io.photinus.types.query.Query;
import io.photinus.types.query.RecordSets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/** The data items of a namespace. */
public final class StoredData implements DataItems {
    private final NamespaceContext context;
    private final DataSealer sealer;

    public StoredData(NamespaceContext context, DataSealer sealer) {
        this.context = context;
        this.sealer = sealer;
    }

    @Override
    public CompletionStage<Data> store(DataDraft draft) {
        Data item = sealer.seal(draft.value(), draft);
        return context.store().submit(null, tx -> {
            tx.data().insert(context.name(), List.of(item));
            return item;
        });
    }

    @Override
    public Optional<Data> find(UUID id) {
        return context.store().read(store -> store.data().find(context.name(), id));
    }

    @Override
    public Page<Message> messages(UUID id, Query query) {
        return context.store().read(store -> {
            List<UUID> carriers = store.messages().idsByData(context.name(), id);
            Condition carried = Condition.in(
                    RecordSets.MESSAGES.require("id"),
                    carriers.stream().map(UUID::toString).toList());
            return store.query(RecordSets.MESSAGES, context.name(), query.and(carried));
        });
    }
}
