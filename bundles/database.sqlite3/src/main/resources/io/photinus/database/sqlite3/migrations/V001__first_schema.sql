-- The first schema. Rules for whoever adds to it:
--   * Every unique index starts with the namespace; nothing is looked up by bare id. `seq` is the order of insertion within
--     a table and no key: it is never shown and never asked for.
--   * Only types that PostgreSQL has too: text, bigint, integer (a boolean is 0 or 1).
--   * Times are whole nanoseconds since 1970 in UTC, so that they sort and lose nothing.
--   * Ids and hashes are lower-case text, lists are joined with commas, JSON is its own text.
--   * An absent text is '' where the filter language compares it as text (as a Go node stores it), null elsewhere.
--   * Two releases share a database during a swap: expand first, contract a release later.

create table meta (
    name text not null primary key,
    value text not null
) without rowid;

insert into meta (name, value)
select 'databaseId',
       lower(substr(h, 1, 8) || '-' || substr(h, 9, 4) || '-4' || substr(h, 14, 3) || '-'
             || substr('89ab', 1 + (abs(random()) % 4), 1) || substr(h, 18, 3) || '-' || substr(h, 21, 12))
from (select hex(randomblob(16)) as h);

create table namespaces (
    name text not null primary key,
    network_name text not null,
    description text not null,
    created bigint
) without rowid;

create table counters (
    namespace text not null,
    name text not null,
    value bigint not null,
    primary key (namespace, name)
) without rowid;

create table cursors (
    namespace text not null,
    name text not null,
    position text not null,
    primary key (namespace, name)
) without rowid;

create table processes (
    id text not null primary key,
    seen bigint not null
) without rowid;

create table leases (
    namespace text not null,
    job text not null,
    owner text not null,
    epoch bigint not null,
    primary key (namespace, job)
) without rowid;

create table messages (
    sequence integer primary key,
    namespace text not null,
    id text not null,
    cid text,
    type text not null,
    txtype text,
    author text not null,
    key text not null,
    created bigint,
    net_namespace text not null,
    group_hash text,
    topics text not null,
    tag text not null,
    datahash text,
    txparent_type text,
    txparent_id text,
    hash text,
    batch text,
    txid text,
    state text not null,
    confirmed bigint,
    reject_reason text not null,
    pins text not null,
    idempotency_key text,
    size bigint not null,
    data text not null
);
create unique index messages_id on messages (namespace, id);
create unique index messages_idempotency on messages (namespace, idempotency_key) where idempotency_key is not null;
create index messages_definitions on messages (namespace, tag, topics, sequence) where type = 'definition';
-- The default order of the list: without verdict first, then by verdict, newest first.
create index messages_listing on messages (namespace, coalesce(confirmed, 9223372036854775807), created, sequence);

-- Our messages that wait for a batch. A queue apart from messages, so that taking one does not rewrite its row and indexes.
create table outbox (
    namespace text not null,
    sequence bigint not null,
    id text not null,
    author text not null,
    key text not null,
    txtype text,
    created bigint,
    size bigint not null,
    primary key (namespace, sequence)
) without rowid;

-- Which messages carry a data item besides the one that brought it, its carrier. The references themselves stand in
-- messages.data.
create table message_data (
    namespace text not null,
    data_id text not null,
    sequence bigint not null,
    primary key (namespace, data_id, sequence)
) without rowid;

create table data (
    seq integer primary key,
    namespace text not null,
    id text not null,
    validator text,
    hash text,
    created bigint,
    datatype_name text not null,
    datatype_version text not null,
    public_ref text not null,
    blob_hash text,
    blob_size bigint not null,
    blob_name text not null,
    blob_path text not null,
    blob_public text not null,
    value text,
    carrier text
);
create unique index data_id on data (namespace, id);
create index data_listing on data (namespace, seq);

create table datatypes (
    seq integer primary key,
    namespace text not null,
    id text not null,
    message text,
    validator text,
    name text not null,
    version text not null,
    hash text,
    created bigint,
    value text
);
create unique index datatypes_id on datatypes (namespace, id);
create unique index datatypes_name on datatypes (namespace, name, version);

create table batches (
    seq integer primary key,
    namespace text not null,
    id text not null,
    type text not null,
    node text,
    group_hash text,
    created bigint,
    author text not null,
    key text not null,
    hash text,
    tx_type text,
    tx_id text,
    confirmed bigint,
    manifest text
);
create unique index batches_id on batches (namespace, id);
create index batches_listing on batches (namespace, seq);

-- The exact text of own batches that are not confirmed yet; apart, because it is large and nobody lists it.
create table batch_payloads (
    namespace text not null,
    id text not null,
    payload text not null,
    primary key (namespace, id)
);

create table transactions (
    seq integer primary key,
    namespace text not null,
    id text not null,
    type text not null,
    created bigint,
    idempotency_key text,
    blockchain_ids text not null
);
create unique index transactions_id on transactions (namespace, id);
create unique index transactions_idempotency on transactions (namespace, idempotency_key)
    where idempotency_key is not null;
create index transactions_listing on transactions (namespace, seq);

create table operations (
    seq integer primary key,
    namespace text not null,
    id text not null,
    tx text,
    type text not null,
    status text not null,
    plugin text not null,
    error text not null,
    created bigint,
    updated bigint,
    retry text,
    input text,
    output text
);
create unique index operations_id on operations (namespace, id);
create index operations_tx on operations (namespace, tx, seq);
create index operations_open on operations (namespace, seq)
    where (status = 'Initialized' or status = 'Pending' and output is null) and retry is null;
create index operations_listing on operations (namespace, seq);

create table pins (
    sequence integer primary key,
    namespace text not null,
    masked integer not null,
    hash text not null,
    batch text not null,
    batch_hash text not null,
    idx bigint not null,
    dispatched integer not null,
    signer text not null,
    created bigint
);
-- Batch first: the pins of a batch arrive together and lie together, and are found by batch.
create unique index pins_first on pins (namespace, batch, idx, hash);
create index pins_listing on pins (namespace, sequence);
create index pins_undispatched on pins (namespace, sequence) where dispatched = 0;
create index pins_contexts on pins (namespace, hash, sequence) where dispatched = 0;

create table events (
    namespace text not null,
    sequence bigint not null,
    id text not null,
    type text not null,
    reference text,
    correlator text,
    tx text,
    topic text not null,
    created bigint not null,
    primary key (namespace, sequence)
) without rowid;
create unique index events_id on events (namespace, id);
create index events_reference on events (namespace, reference);

create table blockchain_events (
    seq integer primary key,
    namespace text not null,
    id text not null,
    source text not null,
    name text not null,
    listener text,
    protocol_id text not null,
    occurred bigint,
    tx_type text,
    tx_id text,
    tx_blockchain_id text not null,
    output text,
    info text
);
create unique index blockchain_events_id on blockchain_events (namespace, id);
create unique index blockchain_events_protocol_id on blockchain_events (namespace, coalesce(listener, ''), protocol_id);
create index blockchain_events_tx on blockchain_events (namespace, tx_id, seq);
create index blockchain_events_listing on blockchain_events (namespace, seq);

create table identities (
    seq integer primary key,
    namespace text not null,
    id text not null,
    did text not null,
    type text not null,
    parent text,
    name text not null,
    description text not null,
    profile text,
    claim text,
    verification text,
    updating text,
    created bigint,
    updated bigint
);
create unique index identities_id on identities (namespace, id);
create unique index identities_did on identities (namespace, did);
create unique index identities_name on identities (namespace, type, name);

create table verifiers (
    seq integer primary key,
    namespace text not null,
    hash text not null,
    identity text not null,
    type text not null,
    value text not null,
    created bigint
);
create unique index verifiers_hash on verifiers (namespace, hash);
create unique index verifiers_value on verifiers (namespace, type, value);
create unique index verifiers_identity on verifiers (namespace, identity);

create table subscriptions (
    seq integer primary key,
    namespace text not null,
    id text not null,
    name text not null,
    transport text not null,
    filters text not null,
    options text not null,
    created bigint,
    updated bigint
);
create unique index subscriptions_id on subscriptions (namespace, id);
create unique index subscriptions_name on subscriptions (namespace, name);
