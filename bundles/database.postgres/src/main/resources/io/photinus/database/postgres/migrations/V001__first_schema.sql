-- The first schema: table for table and index for index that of SQLite, whose rules hold here too. What differs:
--   * Text is compared by its bytes, collation "C", as SQLite does; so lists sort the same, and a prefix is a range.
--   * The numbers of rows are no keys: an index on them alone would serve nobody, and would tempt the planner to read the
--     rows of all namespaces in order where those of one are wanted.
--   * Absent values come first in the index of a list, as SQLite has them.
--   * Messages, batches and transactions leave room in their pages, so that the updates which touch no index stay there.
--     The columns of pins and operations that change are conditions of partial indexes: room would not help them.
--   * The vacuum comes at a fiftieth of dead rows instead of a fifth, and to the queues by number, because a queue's dead
--     head is walked through by whoever asks for its first rows.
--   * The counters are rewritten by every commit: they get pages of their own to turn round in.
--   * No foreign keys: each would lock its parent's row in every insert.

create table meta (
    name text collate "C" not null primary key,
    value text collate "C" not null
);

insert into meta (name, value)
values ('databaseId', gen_random_uuid()::text);

create table namespaces (
    name text collate "C" not null primary key,
    network_name text collate "C" not null,
    description text collate "C" not null,
    created bigint
);

create table counters (
    namespace text collate "C" not null,
    name text collate "C" not null,
    value bigint not null,
    primary key (namespace, name)
) with (
    fillfactor = 10,
    autovacuum_vacuum_threshold = 500, autovacuum_vacuum_scale_factor = 0
);

create table cursors (
    namespace text collate "C" not null,
    name text collate "C" not null,
    position text collate "C" not null,
    primary key (namespace, name)
) with (
    fillfactor = 20,
    autovacuum_vacuum_threshold = 500, autovacuum_vacuum_scale_factor = 0
);

create table processes (
    id text collate "C" not null primary key,
    seen bigint not null
) with (
    fillfactor = 20,
    autovacuum_vacuum_threshold = 500, autovacuum_vacuum_scale_factor = 0
);

create table leases (
    namespace text collate "C" not null,
    job text collate "C" not null,
    owner text collate "C" not null,
    epoch bigint not null,
    primary key (namespace, job)
) with (
    fillfactor = 50,
    autovacuum_vacuum_threshold = 500, autovacuum_vacuum_scale_factor = 0
);

create table messages (
    sequence bigint generated always as identity,
    namespace text collate "C" not null,
    id text collate "C" not null,
    cid text collate "C",
    type text collate "C" not null,
    txtype text collate "C",
    author text collate "C" not null,
    key text collate "C" not null,
    created bigint,
    net_namespace text collate "C" not null,
    group_hash text collate "C",
    topics text collate "C" not null,
    tag text collate "C" not null,
    datahash text collate "C",
    txparent_type text collate "C",
    txparent_id text collate "C",
    hash text collate "C",
    batch text collate "C",
    txid text collate "C",
    state text collate "C" not null,
    confirmed bigint,
    reject_reason text collate "C" not null,
    pins text collate "C" not null,
    idempotency_key text collate "C",
    size bigint not null,
    data text collate "C" not null,
    primary key (namespace, sequence)
) with (
    fillfactor = 70,
    autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.05,
    autovacuum_analyze_scale_factor = 0.02
);
create unique index messages_id on messages (namespace, id);
create unique index messages_idempotency on messages (namespace, idempotency_key) where idempotency_key is not null;
create index messages_definitions on messages (namespace, tag, topics, sequence) where type = 'definition';
-- The default order of the list: without verdict first, then by verdict, newest first.
create index messages_listing on messages
    (namespace, coalesce(confirmed, 9223372036854775807), created nulls first, sequence);

-- Our messages that wait for a batch. A queue apart from messages, so that taking one does not rewrite its row and indexes.
create table outbox (
    namespace text collate "C" not null,
    sequence bigint not null,
    id text collate "C" not null,
    author text collate "C" not null,
    key text collate "C" not null,
    txtype text collate "C",
    created bigint,
    size bigint not null,
    primary key (namespace, sequence)
) with (
    autovacuum_vacuum_threshold = 5000, autovacuum_vacuum_scale_factor = 0
);

-- Which messages carry a data item besides the one that brought it, its carrier. The references themselves stand in
-- messages.data.
create table message_data (
    namespace text collate "C" not null,
    data_id text collate "C" not null,
    sequence bigint not null,
    primary key (namespace, data_id, sequence)
) with (
    autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.05,
    autovacuum_analyze_scale_factor = 0.02
);

create table data (
    seq bigint generated always as identity,
    namespace text collate "C" not null,
    id text collate "C" not null,
    validator text collate "C",
    hash text collate "C",
    created bigint,
    datatype_name text collate "C" not null,
    datatype_version text collate "C" not null,
    public_ref text collate "C" not null,
    blob_hash text collate "C",
    blob_size bigint not null,
    blob_name text collate "C" not null,
    blob_path text collate "C" not null,
    blob_public text collate "C" not null,
    value text collate "C",
    carrier text collate "C"
) with (
    autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.05,
    autovacuum_analyze_scale_factor = 0.02
);
create unique index data_id on data (namespace, id);
create index data_listing on data (namespace, seq);

create table datatypes (
    seq bigint generated always as identity,
    namespace text collate "C" not null,
    id text collate "C" not null,
    message text collate "C",
    validator text collate "C",
    name text collate "C" not null,
    version text collate "C" not null,
    hash text collate "C",
    created bigint,
    value text collate "C"
);
create unique index datatypes_id on datatypes (namespace, id);
create unique index datatypes_name on datatypes (namespace, name, version);

create table batches (
    seq bigint generated always as identity,
    namespace text collate "C" not null,
    id text collate "C" not null,
    type text collate "C" not null,
    node text collate "C",
    group_hash text collate "C",
    created bigint,
    author text collate "C" not null,
    key text collate "C" not null,
    hash text collate "C",
    tx_type text collate "C",
    tx_id text collate "C",
    confirmed bigint,
    manifest text collate "C"
) with (
    fillfactor = 80,
    autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.05,
    autovacuum_analyze_scale_factor = 0.02
);
create unique index batches_id on batches (namespace, id);
create index batches_listing on batches (namespace, seq);

-- The exact text of own batches that are not confirmed yet; apart, because it is large and nobody lists it.
create table batch_payloads (
    namespace text collate "C" not null,
    id text collate "C" not null,
    payload text collate "C" not null,
    primary key (namespace, id)
) with (
    autovacuum_vacuum_threshold = 5000, autovacuum_vacuum_scale_factor = 0
);
-- It lives for a second: compressing it costs more than it saves.
alter table batch_payloads alter column payload set storage external;

create table transactions (
    seq bigint generated always as identity,
    namespace text collate "C" not null,
    id text collate "C" not null,
    type text collate "C" not null,
    created bigint,
    idempotency_key text collate "C",
    blockchain_ids text collate "C" not null
) with (
    fillfactor = 85,
    autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.05,
    autovacuum_analyze_scale_factor = 0.02
);
create unique index transactions_id on transactions (namespace, id);
create unique index transactions_idempotency on transactions (namespace, idempotency_key)
    where idempotency_key is not null;
create index transactions_listing on transactions (namespace, seq);

create table operations (
    seq bigint generated always as identity,
    namespace text collate "C" not null,
    id text collate "C" not null,
    tx text collate "C",
    type text collate "C" not null,
    status text collate "C" not null,
    plugin text collate "C" not null,
    error text collate "C" not null,
    created bigint,
    updated bigint,
    retry text collate "C",
    input text collate "C",
    output text collate "C"
) with (
    autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.05,
    autovacuum_analyze_scale_factor = 0.02
);
create unique index operations_id on operations (namespace, id);
create index operations_tx on operations (namespace, tx, seq);
create index operations_open on operations (namespace, seq)
    where (status = 'Initialized' or status = 'Pending' and output is null) and retry is null;
create index operations_listing on operations (namespace, seq);

create table pins (
    sequence bigint generated always as identity,
    namespace text collate "C" not null,
    masked integer not null,
    hash text collate "C" not null,
    batch text collate "C" not null,
    batch_hash text collate "C" not null,
    idx bigint not null,
    dispatched integer not null,
    signer text collate "C" not null,
    created bigint
) with (
    autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.05,
    autovacuum_analyze_scale_factor = 0.02
);
-- Batch first: the pins of a batch arrive together and lie together, and are found by batch.
create unique index pins_first on pins (namespace, batch, idx, hash);
create index pins_listing on pins (namespace, sequence);
create index pins_undispatched on pins (namespace, sequence) where dispatched = 0;
create index pins_contexts on pins (namespace, hash, sequence) where dispatched = 0;

create table events (
    namespace text collate "C" not null,
    sequence bigint not null,
    id text collate "C" not null,
    type text collate "C" not null,
    reference text collate "C",
    correlator text collate "C",
    tx text collate "C",
    topic text collate "C" not null,
    created bigint not null,
    primary key (namespace, sequence)
) with (
    autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.05,
    autovacuum_analyze_scale_factor = 0.02
);
create unique index events_id on events (namespace, id);
create index events_reference on events (namespace, reference);

create table blockchain_events (
    seq bigint generated always as identity,
    namespace text collate "C" not null,
    id text collate "C" not null,
    source text collate "C" not null,
    name text collate "C" not null,
    listener text collate "C",
    protocol_id text collate "C" not null,
    occurred bigint,
    tx_type text collate "C",
    tx_id text collate "C",
    tx_blockchain_id text collate "C" not null,
    output text collate "C",
    info text collate "C"
) with (
    autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.05,
    autovacuum_analyze_scale_factor = 0.02
);
create unique index blockchain_events_id on blockchain_events (namespace, id);
create unique index blockchain_events_protocol_id on blockchain_events (namespace, coalesce(listener, ''), protocol_id);
create index blockchain_events_tx on blockchain_events (namespace, tx_id, seq);
create index blockchain_events_listing on blockchain_events (namespace, seq);

create table identities (
    seq bigint generated always as identity,
    namespace text collate "C" not null,
    id text collate "C" not null,
    did text collate "C" not null,
    type text collate "C" not null,
    parent text collate "C",
    name text collate "C" not null,
    description text collate "C" not null,
    profile text collate "C",
    claim text collate "C",
    verification text collate "C",
    updating text collate "C",
    created bigint,
    updated bigint
);
create unique index identities_id on identities (namespace, id);
create unique index identities_did on identities (namespace, did);
create unique index identities_name on identities (namespace, type, name);

create table verifiers (
    seq bigint generated always as identity,
    namespace text collate "C" not null,
    hash text collate "C" not null,
    identity text collate "C" not null,
    type text collate "C" not null,
    value text collate "C" not null,
    created bigint
);
create unique index verifiers_hash on verifiers (namespace, hash);
create unique index verifiers_value on verifiers (namespace, type, value);
create unique index verifiers_identity on verifiers (namespace, identity);

create table subscriptions (
    seq bigint generated always as identity,
    namespace text collate "C" not null,
    id text collate "C" not null,
    name text collate "C" not null,
    transport text collate "C" not null,
    filters text collate "C" not null,
    options text collate "C" not null,
    created bigint,
    updated bigint
);
create unique index subscriptions_id on subscriptions (namespace, id);
create unique index subscriptions_name on subscriptions (namespace, name);
