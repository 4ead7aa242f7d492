package io.photinus.rest.internal;

import io.photinus.api.Confirm;
import io.photinus.api.DataItems;
import io.photinus.api.Datatypes;
import io.photinus.api.Events;
import io.photinus.api.MessageDraft;
import io.photinus.api.Messages;
import io.photinus.api.MultipartyStatus;
import io.photinus.api.NamespaceApi;
import io.photinus.api.NamespaceStatus;
import io.photinus.api.Network;
import io.photinus.api.Operations;
import io.photinus.api.Subscriptions;
import io.photinus.api.TransactionStatus;
import io.photinus.api.Transactions;
import io.photinus.types.BatchPersisted;
import io.photinus.types.BlockchainEvent;
import io.photinus.types.BlockchainTransactionRef;
import io.photinus.types.Data;
import io.photinus.types.DataRef;
import io.photinus.types.Datatype;
import io.photinus.types.DatatypeRef;
import io.photinus.types.EnrichedEvent;
import io.photinus.types.Event;
import io.photinus.types.EventType;
import io.photinus.types.Hash;
import io.photinus.types.Identity;
import io.photinus.types.IdentityMessages;
import io.photinus.types.IdentityType;
import io.photinus.types.Message;
import io.photinus.types.MessageHeader;
import io.photinus.types.MessageState;
import io.photinus.types.Namespace;
import io.photinus.types.OpStatus;
import io.photinus.types.OpType;
import io.photinus.types.Operation;
import io.photinus.types.Subscription;
import io.photinus.types.SubscriptionFilter;
import io.photinus.types.Transaction;
import io.photinus.types.TransactionRef;
import io.photinus.types.TxType;
import io.photinus.types.ValidatorType;
import io.photinus.types.Verifier;
import io.photinus.types.error.ErrorCode;
import io.photinus.types.error.NodeProblem;
import io.photinus.types.json.JsonObject;
import io.photinus.types.json.RawJson;
import io.photinus.types.query.Condition;
import io.photinus.types.query.Page;
import io.photinus.types.query.Query;
import io.photinus.types.query.RecordSet;
import io.photinus.types.query.RecordSets;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/** A namespace that holds one record of each kind, all with the id {@link #ID}, and keeps what it is asked for. */
final class FakeNamespace implements NamespaceApi {
    static final UUID ID = UUID.fromString("11111111-2222-3333-4444-555555555555");
    static final UUID OTHER = UUID.fromString("99999999-2222-3333-4444-555555555555");
    static final Instant TIME = Instant.parse("2026-01-02T03:04:05.678Z");
    static final Hash HASH = Hash.sha256("x");

    final BlockingQueue<Query> queries = new LinkedBlockingQueue<>();
    final BlockingQueue<Object> inputs = new LinkedBlockingQueue<>();
    volatile Supplier<CompletionStage<Message>> onBroadcast = () -> CompletableFuture.completedFuture(message());
    volatile Runnable onStatus = () -> {};
    volatile Runnable onList = () -> {};
    /** How many events there are; all other collections have one row. */
    volatile int events = 1;

    volatile boolean capped;
    /** Before each row of a stream. */
    volatile IntConsumer onRow = i -> {};

    private final String name;

    FakeNamespace(String name) {
        this.name = name;
    }

    Message message() {
        MessageHeader header = new MessageHeader(
                ID,
                null,
                "broadcast",
                TxType.BATCH_PIN,
                "did:firefly:org/o",
                "0x1",
                TIME,
                name,
                null,
                List.of("t"),
                null,
                HASH,
                null);
        return new Message(
                header,
                name,
                HASH,
                null,
                null,
                MessageState.READY,
                null,
                null,
                List.of(new DataRef(ID, HASH)),
                List.of(),
                null);
    }

    Data item() {
        return new Data(
                ID,
                ValidatorType.JSON,
                name,
                HASH,
                TIME,
                new DatatypeRef("d", "1"),
                RawJson.require("{\"z\": 1, \"a\": \"<\"}"),
                null,
                null);
    }

    private Event event() {
        return new Event(ID, 7, EventType.MESSAGE_CONFIRMED, name, ID, null, ID, "t", TIME);
    }

    private Identity identity(IdentityType type) {
        return new Identity(
                ID, Identity.did(type, "o"), type, null, name, "o", null, null, IdentityMessages.NONE, TIME, null);
    }

    private Verifier key() {
        return new Verifier(HASH, ID, name, "ethereum_address", "0x1", TIME);
    }

    private Transaction tx() {
        return new Transaction(ID, name, TxType.BATCH_PIN, TIME, null, List.of());
    }

    private Operation op() {
        return new Operation(
                ID,
                name,
                ID,
                OpType.BLOCKCHAIN_PIN_BATCH,
                OpStatus.FAILED,
                "chain",
                JsonObject.empty(),
                null,
                null,
                TIME,
                TIME,
                null);
    }

    private Subscription subscription() {
        return new Subscription(
                ID,
                name,
                "s",
                "websockets",
                SubscriptionFilter.ALL,
                JsonObject.of(Map.of("withData", true)),
                false,
                TIME,
                null);
    }

    private BlockchainEvent chainEvent() {
        return new BlockchainEvent(
                ID,
                "chain",
                name,
                "BatchPin",
                null,
                "1/2/3",
                null,
                null,
                TIME,
                new BlockchainTransactionRef(TxType.BATCH_PIN, ID, null));
    }

    private static <T> Optional<T> known(UUID id, T value) {
        return id.equals(ID) ? Optional.of(value) : Optional.empty();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public NamespaceStatus status() {
        onStatus.run();
        return new NamespaceStatus(
                new Namespace(name, name, "", TIME),
                null,
                null,
                new NamespaceStatus.Plugins(
                        List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of()),
                new NamespaceStatus.Multiparty(false, null),
                null);
    }

    @Override
    public MultipartyStatus multipartyStatus() {
        MultipartyStatus.Registration none = new MultipartyStatus.Registration("", null);
        return new MultipartyStatus(false, none, none, null);
    }

    @Override
    public <T> Page<T> list(RecordSet<T> set, Query query) {
        Map<RecordSet<?>, Object> rows = Map.of(
                RecordSets.MESSAGES, message(),
                RecordSets.DATA, item(),
                RecordSets.EVENTS, event(),
                RecordSets.TRANSACTIONS, tx(),
                RecordSets.OPERATIONS, op(),
                RecordSets.SUBSCRIPTIONS, subscription(),
                RecordSets.IDENTITIES, identity(IdentityType.ORG),
                RecordSets.VERIFIERS, key(),
                RecordSets.BLOCKCHAIN_EVENTS, chainEvent());
        Object row = rows.get(set);
        queries.add(query);
        onList.run();
        if (set.equals(RecordSets.EVENTS) && events > 1) {
            int size = query.limit() == 0 ? events : Math.min(events, query.limit());
            return new Page<>(Collections.nCopies(size, set.type().cast(row)), query.count() ? (long) events : null);
        }
        return new Page<>(row == null ? List.of() : List.of(set.type().cast(row)), query.count() ? 42L : null, capped);
    }

    @Override
    public <T> void stream(RecordSet<T> set, Query query, Consumer<? super T> rows) {
        T row = list(set, query.limited(1)).items().get(0);
        for (int i = 0; i < events; i++) {
            onRow.accept(i);
            rows.accept(row);
        }
    }

    @Override
    public Optional<BatchPersisted> batch(UUID id) {
        return known(
                id,
                new BatchPersisted(
                        ID,
                        "broadcast",
                        name,
                        null,
                        null,
                        TIME,
                        null,
                        null,
                        HASH,
                        null,
                        new TransactionRef(TxType.BATCH_PIN, ID),
                        null));
    }

    @Override
    public Messages messages() {
        return new Messages() {
            @Override
            public CompletionStage<Message> broadcast(MessageDraft draft, Confirm confirm) {
                inputs.add(draft);
                inputs.add(confirm);
                return onBroadcast.get();
            }

            @Override
            public Optional<Message> find(UUID id) {
                return known(id, message());
            }

            @Override
            public List<Data> data(UUID id) {
                return List.of(item());
            }

            @Override
            public List<Data> data(List<Message> messages) {
                return List.of(item());
            }

            @Override
            public Condition eventsOf(UUID id) {
                return Condition.equal(RecordSets.EVENTS.require("reference"), id.toString());
            }

            @Override
            public Transaction transaction(UUID id) {
                if (!id.equals(ID)) {
                    throw new NodeProblem(ErrorCode.FF10210, id);
                }
                return tx();
            }
        };
    }

    @Override
    public DataItems data() {
        return new DataItems() {
            @Override
            public CompletionStage<Data> store(MessageDraft.DataDraft draft) {
                inputs.add(draft);
                return CompletableFuture.completedFuture(item());
            }

            @Override
            public Optional<Data> find(UUID id) {
                return known(id, item());
            }

            @Override
            public Condition carrying(UUID id) {
                return Condition.in(RecordSets.MESSAGES.require("id"), List.of(id.toString()));
            }
        };
    }

    @Override
    public Datatypes datatypes() {
        return new Datatypes() {
            @Override
            public CompletionStage<Datatype> define(Datatype draft, Confirm confirm) {
                inputs.add(draft);
                inputs.add(confirm);
                return CompletableFuture.completedFuture(draft);
            }

            @Override
            public Optional<Datatype> find(String wanted, String version) {
                inputs.add(wanted + "|" + version);
                return wanted.equals("unknown")
                        ? Optional.empty()
                        : Optional.of(new Datatype(
                                ID, ID, ValidatorType.JSON, name, wanted, version, HASH, TIME, RawJson.require("{}")));
            }
        };
    }

    @Override
    public Events events() {
        return new Events() {
            @Override
            public Optional<Event> find(UUID id) {
                return known(id, event());
            }

            @Override
            public List<EnrichedEvent> enrich(List<Event> events) {
                return events.stream()
                        .map(event -> EnrichedEvent.of(event, message()))
                        .toList();
            }
        };
    }

    @Override
    public Subscriptions subscriptions() {
        return new Subscriptions() {
            @Override
            public Subscription create(Subscription draft) {
                inputs.add(draft);
                return subscription();
            }

            @Override
            public Subscription createOrUpdate(Subscription draft) {
                inputs.add(draft);
                return subscription();
            }

            @Override
            public void delete(UUID id) {
                if (!id.equals(ID)) {
                    throw new NodeProblem(ErrorCode.FF10109);
                }
            }

            @Override
            public Optional<Subscription> find(UUID id) {
                return known(id, subscription());
            }

            @Override
            public OptionalLong offset(UUID id) {
                return OptionalLong.of(12);
            }
        };
    }

    @Override
    public Transactions transactions() {
        return new Transactions() {
            @Override
            public Optional<Transaction> find(UUID id) {
                return known(id, tx());
            }

            @Override
            public TransactionStatus status(UUID id) {
                return new TransactionStatus(OpStatus.SUCCEEDED, List.of());
            }

            @Override
            public List<Operation> operations(UUID id) {
                return List.of(op());
            }

            @Override
            public List<BlockchainEvent> blockchainEvents(UUID id) {
                return List.of(chainEvent());
            }
        };
    }

    @Override
    public Operations operations() {
        return new Operations() {
            @Override
            public Optional<Operation> find(UUID id) {
                return known(id, op());
            }

            @Override
            public Operation retry(UUID id) {
                if (!id.equals(ID)) {
                    throw new NodeProblem(ErrorCode.FF10109);
                }
                return op();
            }
        };
    }

    @Override
    public Network network() {
        return new Network() {
            @Override
            public CompletionStage<Identity> registerOrganization(Confirm confirm) {
                inputs.add(confirm);
                return CompletableFuture.completedFuture(identity(IdentityType.ORG));
            }

            @Override
            public CompletionStage<Identity> registerNode(Confirm confirm) {
                inputs.add(confirm);
                return CompletableFuture.completedFuture(identity(IdentityType.NODE));
            }

            @Override
            public Optional<Identity> find(UUID id) {
                return known(id, identity(IdentityType.ORG));
            }

            @Override
            public Identity byDid(String did) {
                inputs.add(did);
                return identity(IdentityType.ORG);
            }

            @Override
            public Identity byNameOrId(IdentityType type, String nameOrId) {
                inputs.add(nameOrId);
                return identity(type);
            }

            @Override
            public List<Verifier> verifiers(Collection<UUID> identities) {
                return List.of(key());
            }

            @Override
            public Optional<Verifier> verifier(Hash hash) {
                return hash.equals(HASH) ? Optional.of(key()) : Optional.empty();
            }
        };
    }
}
