package io.photinus.engine.events;

import io.photinus.api.Events;
import io.photinus.engine.work.NamespaceContext;
import io.photinus.persistence.Repositories;
import io.photinus.types.EnrichedEvent;
import io.photinus.types.Event;
import io.photinus.types.EventType;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The events of a namespace, and the objects that they are about (api 3.4). */
public final class NamespaceEvents implements Events {
    /** Which collection an event's reference points into. */
    private enum Kind {
        MESSAGE,
        TRANSACTION,
        BLOCKCHAIN_EVENT,
        DATATYPE,
        IDENTITY,
        OPERATION,
        NONE
    }

    private final NamespaceContext context;

    public NamespaceEvents(NamespaceContext context) {
        this.context = context;
    }

    @Override
    public Optional<Event> find(UUID id) {
        return context.store().read(store -> store.events().find(context.name(), id));
    }

    @Override
    public List<EnrichedEvent> enrich(List<Event> events) {
        Map<Kind, Set<UUID>> wanted = new EnumMap<>(Kind.class);
        for (Event event : events) {
            if (event.reference() != null) {
                wanted.computeIfAbsent(kind(event.type()), kind -> new HashSet<>())
                        .add(event.reference());
            }
        }
        wanted.remove(Kind.NONE);
        Map<UUID, Object> found = new HashMap<>();
        if (!wanted.isEmpty()) {
            context.store().read(store -> {
                wanted.forEach((kind, ids) -> load(store, kind, ids, found));
                return found;
            });
        }
        return events.stream()
                .map(event -> EnrichedEvent.of(event, found.get(event.reference())))
                .toList();
    }

    private void load(Repositories store, Kind kind, Set<UUID> ids, Map<UUID, Object> found) {
        String ns = context.name();
        switch (kind) {
            case MESSAGE -> store.messages().findAll(ns, ids).forEach(message -> found.put(message.id(), message));
            case TRANSACTION -> store.transactions().findAll(ns, ids).forEach(tx -> found.put(tx.id(), tx));
            case BLOCKCHAIN_EVENT ->
                store.blockchainEvents()
                        .findAll(ns, ids)
                        .forEach(event -> found.put(Objects.requireNonNull(event.id()), event));
            case DATATYPE ->
                store.datatypes()
                        .findAll(ns, ids)
                        .forEach(datatype -> found.put(Objects.requireNonNull(datatype.id()), datatype));
            case IDENTITY ->
                store.identities()
                        .findAll(ns, ids)
                        .forEach(identity -> found.put(Objects.requireNonNull(identity.id()), identity));
            case OPERATION -> store.operations().findAll(ns, ids).forEach(op -> found.put(op.id(), op));
            case NONE -> throw new IllegalStateException("an event without a reference has nothing to load");
        }
    }

    private static Kind kind(EventType type) {
        return switch (type) {
            case MESSAGE_CONFIRMED, MESSAGE_REJECTED -> Kind.MESSAGE;
            case TRANSACTION_SUBMITTED -> Kind.TRANSACTION;
            case BLOCKCHAIN_EVENT_RECEIVED -> Kind.BLOCKCHAIN_EVENT;
            case DATATYPE_CONFIRMED -> Kind.DATATYPE;
            case IDENTITY_CONFIRMED, IDENTITY_UPDATED -> Kind.IDENTITY;
            case TOKEN_POOL_OP_FAILED,
                    TOKEN_TRANSFER_OP_FAILED,
                    TOKEN_APPROVAL_OP_FAILED,
                    BLOCKCHAIN_INVOKE_OP_SUCCEEDED,
                    BLOCKCHAIN_INVOKE_OP_FAILED,
                    BLOCKCHAIN_CONTRACT_DEPLOY_OP_SUCCEEDED,
                    BLOCKCHAIN_CONTRACT_DEPLOY_OP_FAILED -> Kind.OPERATION;
            default -> Kind.NONE;
        };
    }
}
