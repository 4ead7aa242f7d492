-- Lists sorted by time, and the buckets of histograms.
create index messages_created on messages (namespace, created, sequence);
create index data_created on data (namespace, created, seq);
create index events_created on events (namespace, created, sequence);
create index transactions_created on transactions (namespace, created, seq);
create index operations_created on operations (namespace, created, seq);
create index blockchain_events_occurred on blockchain_events (namespace, occurred, seq);
