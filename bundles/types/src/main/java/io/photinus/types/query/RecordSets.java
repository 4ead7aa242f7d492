package io.photinus.types.query;

import io.photinus.types.BatchPersisted;
import io.photinus.types.BlockchainEvent;
import io.photinus.types.Data;
import io.photinus.types.Datatype;
import io.photinus.types.Event;
import io.photinus.types.Identity;
import io.photinus.types.Message;
import io.photinus.types.Operation;
import io.photinus.types.Pin;
import io.photinus.types.Subscription;
import io.photinus.types.Transaction;
import io.photinus.types.Verifier;
import java.util.ArrayList;
import java.util.List;

/**
 * The field catalogue: every collection of the API with its filter fields (api 6.3). Sets without a record are catalogued for
 * those who will store them; listing one is refused as a mistake in the program.
 */
public final class RecordSets {
    public static final RecordSet<Message> MESSAGES = set(
            "messages",
            Message.class,
            "id:U cid:U type:S author:S key:S topics:A tag:S group:H created:T datahash:H idempotencykey:S hash:H pins:A"
                    + " state:S confirmed:T rejectreason:S sequence:I txtype:S batch:U txid:U txparent.type:S txparent.id:U");
    public static final RecordSet<Data> DATA = set(
            "data",
            Data.class,
            "id:U validator:S datatype.name:S datatype.version:S hash:H blob.hash:H blob.public:S blob.name:S blob.path:S"
                    + " blob.size:I created:T value:J public:S");
    public static final RecordSet<Datatype> DATATYPES =
            set("datatypes", Datatype.class, "id:U message:U validator:S name:S version:S created:T");
    public static final RecordSet<BatchPersisted> BATCHES = set(
            "batches",
            BatchPersisted.class,
            "id:U type:S author:S key:S group:H hash:H payloadref:S created:T confirmed:T tx.type:S tx.id:U node:U");
    public static final RecordSet<Transaction> TRANSACTIONS =
            set("transactions", Transaction.class, "id:U type:S created:T idempotencykey:S blockchainids:A");
    public static final RecordSet<Operation> OPERATIONS = set(
            "operations",
            Operation.class,
            "id:U tx:U type:S status:S error:S plugin:S input:J output:J created:T updated:T retry:U");
    public static final RecordSet<Event> EVENTS =
            set("events", Event.class, "id:U type:S reference:U correlator:U tx:U topic:S sequence:I created:T");
    public static final RecordSet<Pin> PINS =
            set("pins", Pin.class, "sequence:I masked:B hash:H batch:U index:I dispatched:B created:T");
    public static final RecordSet<Subscription> SUBSCRIPTIONS =
            set("subscriptions", Subscription.class, "id:U name:S transport:S events:S filters:J options:S created:T");
    public static final RecordSet<Identity> IDENTITIES = set(
            "identities",
            Identity.class,
            "id:U did:S parent:U messages.claim:U messages.verification:U messages.update:U type:S name:S description:S"
                    + " profile:J created:T updated:T");
    public static final RecordSet<Verifier> VERIFIERS =
            set("verifiers", Verifier.class, "hash:H identity:U type:S value:S created:T");
    public static final RecordSet<BlockchainEvent> BLOCKCHAIN_EVENTS = set(
            "blockchainevents",
            BlockchainEvent.class,
            "id:U source:S name:S protocolid:S listener:S tx.type:S tx.id:U tx.blockchainid:S timestamp:T");

    public static final RecordSet<Void> NEXT_PINS = set("nextpins", Void.class, "context:H identity:S hash:H nonce:I");
    public static final RecordSet<Void> GROUPS =
            set("groups", Void.class, "hash:H message:U description:S ledger:U created:T");
    public static final RecordSet<Void> TOKEN_POOLS = set(
            "tokenpools",
            Void.class,
            "id:U type:S name:S networkname:S standard:S locator:S symbol:S decimals:I message:U active:B created:T"
                    + " connector:S tx.type:S tx.id:U interface:U interfaceformat:S published:B");
    public static final RecordSet<Void> TOKEN_BALANCES =
            set("tokenbalances", Void.class, "pool:U tokenindex:S uri:S connector:S key:S balance:N updated:T");
    public static final RecordSet<Void> TOKEN_ACCOUNTS = set("tokenaccounts", Void.class, "key:S updated:T");
    public static final RecordSet<Void> TOKEN_ACCOUNT_POOLS = set("tokenaccountpools", Void.class, "pool:U updated:T");
    public static final RecordSet<Void> TOKEN_TRANSFERS = set(
            "tokentransfers",
            Void.class,
            "localid:S pool:U tokenindex:S uri:S connector:S key:S from:S to:S amount:N protocolid:S message:U messagehash:H"
                    + " created:T tx.type:S tx.id:U blockchainevent:U type:S");
    public static final RecordSet<Void> TOKEN_APPROVALS = set(
            "tokenapprovals",
            Void.class,
            "localid:S pool:U connector:S key:S operator:S approved:B protocolid:S subject:S active:B created:T tx.type:S"
                    + " tx.id:U blockchainevent:U message:U messagehash:H");
    public static final RecordSet<Void> CONTRACT_INTERFACES =
            set("contractinterfaces", Void.class, "id:U name:S networkname:S version:S published:B");
    public static final RecordSet<Void> CONTRACT_LISTENERS = set(
            "contractlisteners",
            Void.class,
            "id:U name:S interface:U location:J topic:S signature:S backendid:S created:T updated:T state:J filters:J");
    public static final RecordSet<Void> CONTRACT_APIS =
            set("contractapis", Void.class, "id:U name:S networkname:S interface:U published:B");

    /** All 23 of them. */
    public static final List<RecordSet<?>> ALL = List.of(
            MESSAGES,
            DATA,
            DATATYPES,
            BATCHES,
            TRANSACTIONS,
            OPERATIONS,
            EVENTS,
            PINS,
            SUBSCRIPTIONS,
            IDENTITIES,
            VERIFIERS,
            BLOCKCHAIN_EVENTS,
            NEXT_PINS,
            GROUPS,
            TOKEN_POOLS,
            TOKEN_BALANCES,
            TOKEN_ACCOUNTS,
            TOKEN_ACCOUNT_POOLS,
            TOKEN_TRANSFERS,
            TOKEN_APPROVALS,
            CONTRACT_INTERFACES,
            CONTRACT_LISTENERS,
            CONTRACT_APIS);

    private RecordSets() {}

    private static <T> RecordSet<T> set(String name, Class<T> type, String catalogue) {
        List<Field> fields = new ArrayList<>();
        for (String entry : catalogue.split(" ")) {
            int colon = entry.indexOf(':');
            fields.add(new Field(entry.substring(0, colon), type(entry.charAt(colon + 1))));
        }
        return new RecordSet<>(name, type, fields);
    }

    /** The letters of the catalogue, as api 6.2 uses them; N for amounts, which are integers there. */
    private static FieldType type(char letter) {
        return switch (letter) {
            case 'S' -> FieldType.TEXT;
            case 'U' -> FieldType.UUID;
            case 'H' -> FieldType.HASH;
            case 'A' -> FieldType.LIST;
            case 'J' -> FieldType.JSON;
            case 'I' -> FieldType.INTEGER;
            case 'B' -> FieldType.BOOLEAN;
            case 'T' -> FieldType.TIME;
            case 'N' -> FieldType.AMOUNT;
            default -> throw new IllegalArgumentException("unknown field type " + letter);
        };
    }
}
