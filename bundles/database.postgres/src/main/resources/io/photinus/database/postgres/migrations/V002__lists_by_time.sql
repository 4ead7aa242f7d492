-- Lists sorted by time, and the buckets of histograms.
create index messages_created on messages (namespace, created nulls first, sequence);
create index data_created on data (namespace, created nulls first, seq);
create index events_created on events (namespace, created nulls first, sequence);
create index transactions_created on transactions (namespace, created nulls first, seq);
create index operations_created on operations (namespace, created nulls first, seq);
create index blockchain_events_occurred on blockchain_events (namespace, occurred nulls first, seq);
