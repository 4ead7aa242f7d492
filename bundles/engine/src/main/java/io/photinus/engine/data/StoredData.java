package io.photinus.engine.data;

import io.photinus.api.DataItems;
import io.photinus.api.MessageDraft.DataDraft;
import io.photinus.engine.work.NamespaceContext;
import io.photinus.types.Data;
import io.photinus.types.DataRef;
import io.photinus.types.Message;
import io.photinus.types.query.Condition;
import io.photinus.types.query.RecordSets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The data items of a namespace. */
public final class StoredData implements DataItems {
    private final NamespaceContext context;
    private final DataSealer sealer;

    public StoredData(NamespaceContext context, DataSealer sealer) {
        this.context = context;
        this.sealer = sealer;
    }

    /** The stored data that messages refer to, by id, read in one go whatever their number. */
    public static Map<UUID, Data> of(NamespaceContext context, List<Message> messages) {
        List<UUID> ids = messages.stream()
                .flatMap(message -> message.data().stream())
                .map(DataRef::id)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        if (ids.isEmpty()) {
            return Map.of();
        }
        return context.store().read(store -> store.data().findAll(context.name(), ids)).stream()
                .collect(Collectors.toMap(item -> Objects.requireNonNull(item.id()), Function.identity()));
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
    public Condition carrying(UUID id) {
        List<UUID> carriers = context.store().read(store -> store.messages().idsByData(context.name(), id));
        return Condition.in(
                RecordSets.MESSAGES.require("id"),
                carriers.stream().map(UUID::toString).toList());
    }
}
