package io.photinus.engine;

import io.photinus.api.DataItems;
import io.photinus.api.Datatypes;
import io.photinus.api.Events;
import io.photinus.api.Messages;
import io.photinus.api.MultipartyStatus;
import io.photinus.api.NamespaceApi;
import io.photinus.api.NamespaceStatus;
import io.photinus.api.Network;
import io.photinus.api.Operations;
import io.photinus.api.Subscriptions;
import io.photinus.api.Transactions;
import io.photinus.engine.batch.BatchAssembler;
import io.photinus.engine.batch.BatchSealer;
import io.photinus.engine.batch.SealedBatches;
import io.photinus.engine.cores.Claims;
import io.photinus.engine.cores.Cores;
import io.photinus.engine.cores.Job;
import io.photinus.engine.cores.JobLease;
import io.photinus.engine.data.DataSealer;
import io.photinus.engine.data.DatatypeRegistry;
import io.photinus.engine.data.Schemas;
import io.photinus.engine.data.StoredData;
import io.photinus.engine.definitions.DefinitionHandlers;
import io.photinus.engine.definitions.DefinitionSender;
import io.photinus.engine.definitions.IdentityHandlers;
import io.photinus.engine.definitions.NamespaceDatatypes;
import io.photinus.engine.definitions.NamespaceNetwork;
import io.photinus.engine.events.Aggregator;
import io.photinus.engine.events.BatchInbox;
import io.photinus.engine.events.LedgerFeed;
import io.photinus.engine.events.NamespaceEvents;
import io.photinus.engine.messaging.Confirmations;
import io.photinus.engine.messaging.MessageSender;
import io.photinus.engine.messaging.NamespaceMessages;
import io.photinus.engine.network.Identities;
import io.photinus.engine.network.KeyOwners;
import io.photinus.engine.network.Keys;
import io.photinus.engine.operations.NamespaceOperations;
import io.photinus.engine.operations.NamespaceTransactions;
import io.photinus.engine.operations.Receipts;
import io.photinus.engine.subscriptions.NamespaceSubscriptions;
import io.photinus.engine.subscriptions.SubscriptionDefaults;
import io.photinus.engine.work.Arrivals;
import io.photinus.engine.work.NamespaceContext;
import io.photinus.namespaces.NamespaceRuntime;
import io.photinus.namespaces.Slot;
import io.photinus.persistence.Repositories;
import io.photinus.plugin.transport.TransportPlugin;
import io.photinus.types.BatchPersisted;
import io.photinus.types.Namespace;
import io.photinus.types.query.Page;
import io.photinus.types.query.Query;
import io.photinus.types.query.RecordSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything that runs inside one namespace, put together by hand: who needs whom can be read here from top to bottom. A
 * plain object; plugins that come and go are the slots' business.
 */
final class NamespaceEngine implements NamespaceRuntime, NamespaceApi {
    private final NamespaceContext context;
    private final Namespace namespace;
    private final Map<String, JobLease> leases = new LinkedHashMap<>();
    private final Cores cores;
    private final Neighbours neighbours;
    private final Confirmations confirmations;
    private final MessageSender sender;
    private final BatchAssembler assembler;
    private final NamespaceOperations operations;
    private final Aggregator aggregator;
    private final LedgerFeed feed;
    private final NamespaceSubscriptions subscriptions;
    private final Messages messages;
    private final DataItems data;
    private final Datatypes datatypes;
    private final Events events;
    private final Transactions transactions;
    private final Network network;
    private final StatusReport status;
    private final Slot.Registration pluginChanges;
    private final Runnable onClose;
    private final Runnable afterClose;

    /**
     * @param cores the processes that share the database
     * @param onClose the first thing to do when the namespace stops
     * @param afterClose the last
     */
    NamespaceEngine(
            NamespaceContext context,
            Cores cores,
            Function<String, Optional<TransportPlugin>> transports,
            Runnable onClose,
            Runnable afterClose) {
        this.context = context;
        this.cores = cores;
        this.onClose = onClose;
        this.afterClose = afterClose;
        this.namespace = context.store().write(null, tx -> tx.namespaces()
                .upsert(new Namespace(
                        context.name(),
                        context.settings().networkName(),
                        context.settings().description(),
                        context.now())));
        Function<String, JobLease> lease =
                job -> leases.computeIfAbsent(job, name -> new JobLease(cores, Job.standing(context.name(), name)));
        this.neighbours = new Neighbours(context.name(), cores, context.bells());

        DatatypeRegistry registry = new DatatypeRegistry(context, new Schemas());
        DataSealer sealer = new DataSealer(context, registry);
        Keys keys = new Keys(context);
        KeyOwners owners = new KeyOwners(context);
        Identities identities = new Identities(context, keys, owners);
        Arrivals arrivals = new Arrivals(context.bells().batches());
        SealedBatches sealed = new SealedBatches();
        this.sender = new MessageSender(context, arrivals);
        DefinitionSender definitionSender = new DefinitionSender(context, sender);
        NamespaceEvents enriching = new NamespaceEvents(context);

        this.confirmations = new Confirmations(context);
        this.assembler = new BatchAssembler(
                context,
                lease.apply("batch"),
                arrivals,
                new BatchSealer(context, lease.apply("batch"), identities, sealed));
        this.subscriptions = new NamespaceSubscriptions(
                context.name(),
                context.store(),
                new Claims(cores, context.name(), "deliver"),
                enriching::enrich,
                new SubscriptionDefaults(
                        context.config().subscriptionBatchSize(),
                        context.config().subscriptionBatchTimeout(),
                        context.config().subscriptionMax(),
                        context.config().defaultTransport()),
                transports,
                context.clock(),
                neighbours::subscriptionChanged);
        this.aggregator = Aggregator.create(
                context,
                lease.apply(Neighbours.AGGREGATE),
                keys,
                owners,
                registry,
                new DefinitionHandlers(context, registry, new IdentityHandlers(context, keys)),
                neighbours::eventsCommitted);
        this.operations =
                new NamespaceOperations(context, lease, sealed, new BatchInbox(context, neighbours::batchArrived));
        this.feed = new LedgerFeed(
                context, lease.apply("feed"), new Receipts(context), neighbours::eventsCommitted, this::pluginsChanged);

        this.messages = new NamespaceMessages(context, identities, sealer, sender, confirmations);
        this.data = new StoredData(context, sealer);
        this.datatypes = new NamespaceDatatypes(context, registry, identities, definitionSender, confirmations);
        this.events = enriching;
        this.transactions = new NamespaceTransactions(context);
        this.network = new NamespaceNetwork(context, identities, definitionSender, confirmations);
        this.status = new StatusReport(context, namespace, identities, feed);
        this.pluginChanges = context.slots().onChange(this::pluginsChanged);
    }

    void start() {
        neighbours.meet(aggregator, subscriptions, this::eventsCommittedHere);
        confirmations.start();
        sender.start();
        subscriptions.start();
        if (context.settings().multiparty()) {
            aggregator.start();
            operations.start();
            assembler.start();
            feed.start();
        }
    }

    /** In this process, by whichever. */
    private void eventsCommittedHere() {
        subscriptions.eventsCommitted();
        context.bells().confirmations().ringHere();
    }

    /** A plugin came or went, or what it is connected to is back. */
    private void pluginsChanged() {
        operations.pluginsChanged();
        context.bells().pluginsChanged();
    }

    NamespaceSubscriptions delivery() {
        return subscriptions;
    }

    @Override
    public String problem() {
        List<String> problems = new ArrayList<>();
        Stream.of(
                        assembler.problem(),
                        operations.problem(),
                        aggregator.problem(),
                        feed.problem(),
                        subscriptions.problem())
                .filter(text -> !text.isEmpty())
                .distinct()
                .forEach(problems::add);
        return String.join("; ", problems);
    }

    @Override
    public String name() {
        return context.name();
    }

    NamespaceContext context() {
        return context;
    }

    Namespace namespace() {
        return namespace;
    }

    @Override
    public NamespaceStatus status() {
        String missing = Stream.of(context.slots().problem(), problem())
                .filter(text -> !text.isEmpty())
                .distinct()
                .reduce((a, b) -> a + "; " + b)
                .orElse("");
        return status.summary(missing);
    }

    @Override
    public MultipartyStatus multipartyStatus() {
        return status.multiparty();
    }

    @Override
    public <T> Page<T> list(RecordSet<T> set, Query query) {
        return read(query.timeout(), store -> store.query(set, context.name(), query));
    }

    @Override
    public <T> void stream(RecordSet<T> set, Query query, Consumer<? super T> rows) {
        this.<@Nullable Object>read(query.timeout(), store -> {
            store.stream(set, context.name(), query, rows);
            return null;
        });
    }

    private <T extends @Nullable Object> T read(@Nullable Duration limit, Function<Repositories, T> query) {
        return limit == null ? context.store().read(query) : context.store().read(limit, query);
    }

    @Override
    public Messages messages() {
        return messages;
    }

    @Override
    public DataItems data() {
        return data;
    }

    @Override
    public Datatypes datatypes() {
        return datatypes;
    }

    @Override
    public Optional<BatchPersisted> batch(UUID id) {
        return context.store().read(store -> store.batches().find(context.name(), id));
    }

    @Override
    public Events events() {
        return events;
    }

    @Override
    public Subscriptions subscriptions() {
        return subscriptions;
    }

    @Override
    public Transactions transactions() {
        return transactions;
    }

    @Override
    public Operations operations() {
        return operations;
    }

    @Override
    public Network network() {
        return network;
    }

    /** In reverse: what brings work in ends first, what others wait for ends last. */
    @Override
    public void close() {
        onClose.run();
        pluginChanges.close();
        sender.close();
        feed.close();
        assembler.close();
        operations.close();
        aggregator.close();
        subscriptions.close();
        confirmations.close();
        cores.surrender(leases.values());
        cores.leave(context.name());
        afterClose.run();
    }
}
