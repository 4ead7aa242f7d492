package io.photinus.persistence.sql;

import io.photinus.types.Datatype;
import io.photinus.types.Event;
import io.photinus.types.EventType;
import io.photinus.types.Hash;
import io.photinus.types.IdentityType;
import io.photinus.types.MessageState;
import io.photinus.types.Namespace;
import io.photinus.types.OpStatus;
import io.photinus.types.OpType;
import io.photinus.types.Operation;
import io.photinus.types.SubscriptionFilter;
import io.photinus.types.Transaction;
import io.photinus.types.TxType;
import io.photinus.types.ValidatorType;
import io.photinus.types.Verifier;
import io.photinus.types.json.Json;
import io.photinus.types.json.JsonObject;
import io.photinus.types.json.RawJson;
import io.photinus.types.json.WireValue;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.apache.ibatis.logging.nologging.NoLoggingImpl;
import org.apache.ibatis.mapping.Environment;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.ExecutorType;
import org.apache.ibatis.session.LocalCacheScope;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.SqlSessionFactory;
import org.apache.ibatis.session.SqlSessionFactoryBuilder;
import org.apache.ibatis.transaction.jdbc.JdbcTransactionFactory;
import org.apache.ibatis.type.JdbcType;
import org.apache.ibatis.type.TypeHandlerRegistry;

/**
 * MyBatis, built by code: no file, no class found by name, no class loader but our own. One configuration serves both data
 * sources, since it is most of what a store costs at start. Thread-safe.
 */
final class Sessions {
    private static final List<Class<?>> MAPPERS = List.of(
            MessageMapper.class,
            DataMapper.class,
            DatatypeMapper.class,
            BatchMapper.class,
            TransactionMapper.class,
            OperationMapper.class,
            PinMapper.class,
            EventMapper.class,
            BlockchainEventMapper.class,
            IdentityMapper.class,
            VerifierMapper.class,
            SubscriptionMapper.class,
            NamespaceMapper.class,
            CounterMapper.class,
            CursorMapper.class,
            LeaseMapper.class,
            QueryMapper.class);

    /** What the mapper files name as a result; named here so that MyBatis need not look classes up. */
    private static final List<Class<?>> RESULTS = List.of(
            MessageRow.class,
            MessageMapper.Inserted.class,
            MessageMapper.Outgoing.class,
            MessageMapper.Used.class,
            DataRow.class,
            BatchRow.class,
            PinRow.class,
            PinMapper.First.class,
            BlockchainEventRow.class,
            IdentityRow.class,
            SubscriptionRow.class,
            CursorMapper.Position.class,
            LeaseMapper.Lease.class,
            LeaseMapper.Seen.class,
            Datatype.class,
            Transaction.class,
            Operation.class,
            Event.class,
            Verifier.class,
            Namespace.class,
            UUID.class);

    private final Configuration configuration;
    private final SqlSessionFactory factory;
    private final DataSource reader;

    Sessions(DataSource writer, DataSource reader, String dialect, Counts counts, Deadlines deadlines) {
        this.reader = reader;
        this.configuration = new RecordConfiguration(new Environment("store", new JdbcTransactionFactory(), writer));
        configuration.setDatabaseId(dialect);
        // It would log values, and values are what applications send.
        configuration.setLogImpl(NoLoggingImpl.class);
        configuration.setCacheEnabled(false);
        configuration.setLocalCacheScope(LocalCacheScope.STATEMENT);
        configuration.setJdbcTypeForNull(JdbcType.NULL);
        configuration.getLanguageRegistry().register(new SetLanguage(MAPPERS, dialect));
        configuration.setDefaultScriptingLanguage(SetLanguage.class);
        configuration.addInterceptor(new StatementWatch(counts, deadlines));
        registerTypes(configuration.getTypeHandlerRegistry());
        RESULTS.forEach(type -> configuration.getTypeAliasRegistry().registerAlias(type));
        MAPPERS.forEach(configuration::addMapper);
        this.factory = new SqlSessionFactoryBuilder().build(configuration);
    }

    Configuration configuration() {
        return configuration;
    }

    /** A session whose statements are prepared once each, until the next commit. */
    SqlSession forWriting() {
        return factory.openSession(ExecutorType.REUSE, false);
    }

    /** A session on a reading connection; each statement sees what is committed when it starts. */
    SqlSession forReading() throws SQLException {
        return factory.openSession(ExecutorType.SIMPLE, reader.getConnection());
    }

    private static void registerTypes(TypeHandlerRegistry types) {
        types.register(String.class, new AbsentTextHandler());
        types.register(boolean.class, new FlagHandler());
        types.register(Boolean.class, new FlagHandler());
        types.register(Instant.class, new InstantHandler());
        types.register(UUID.class, new TextHandler<>(UUID::toString, UUID::fromString));
        types.register(Hash.class, new TextHandler<>(Hash::toString, Hash::parse));
        types.register(RawJson.class, new TextHandler<>(RawJson::text, RawJson::trusted));
        types.register(JsonObject.class, new TextHandler<>(JsonObject::toString, JsonObject::parse));
        types.register(
                SubscriptionFilter.class,
                new TextHandler<>(Json::write, text -> Json.read(text, SubscriptionFilter.class)));
        registerEnum(types, TxType.class);
        registerEnum(types, MessageState.class);
        registerEnum(types, ValidatorType.class);
        registerEnum(types, OpType.class);
        registerEnum(types, OpStatus.class);
        registerEnum(types, EventType.class);
        registerEnum(types, IdentityType.class);
        types.register(List.class, new TextListHandler());
    }

    private static <E extends Enum<E> & WireValue> void registerEnum(TypeHandlerRegistry types, Class<E> type) {
        types.register(type, new WireValueHandler<>(type));
    }
}
