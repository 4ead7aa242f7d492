package io.photinus.persistence.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/**
 * Fills a database as a node that has been busy for long leaves it, by statements over sets. All but the last
 * {@value #WAITING} rows of each table are done with; ids look random, as hashes do.
 */
final class Filler {
    /** The rows at the end of each table that wait for something. */
    static final int WAITING = 500;

    private static final long STEP = 250_000;

    private final String dialect;
    private final String ns;
    private final long rows;

    /** @param rows messages, data items, pins and events; of the other records there is one for ten of these */
    Filler(String dialect, String namespace, long rows) {
        this.dialect = dialect;
        this.ns = namespace;
        this.rows = rows;
    }

    void fill(DataSource source) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            if (postgres()) {
                // An index of ten million rows takes longer than any statement of a node may.
                connection.setNetworkTimeout(Runnable::run, 0);
            }
            // Made at the end, of sorted rows: kept while rows come, they take most of the time.
            Map<String, String> indexes = indexes(statement);
            for (String index : indexes.keySet()) {
                statement.execute("drop index " + index);
            }
            for (String insert : inserts()) {
                long all = insert.contains("1/10") ? rows / 10 : rows;
                for (long from = 0; from < all; from += STEP) {
                    statement.execute(sql(insert, from + 1, Math.min(all, from + STEP), all));
                }
            }
            statement.execute("insert into outbox (namespace, sequence, id, author, key, txtype, created, size)"
                    + " select namespace, sequence, id, author, key, txtype, created, size from messages"
                    + " where namespace = '" + ns + "' and state = 'ready'");
            statement.execute("insert into counters (namespace, name, value) values ('" + ns + "', 'events', " + rows
                    + ") on conflict (namespace, name) do update set value = excluded.value");
            for (String index : indexes.values()) {
                statement.execute(index);
            }
            if (postgres()) {
                statement.execute("vacuum analyze");
            }
        }
    }

    /** The statement that makes each index which is no primary key. */
    private Map<String, String> indexes(Statement statement) throws SQLException {
        Map<String, String> indexes = new LinkedHashMap<>();
        try (ResultSet rows = statement.executeQuery(
                postgres()
                        ? "select indexname, indexdef from pg_indexes where schemaname = current_schema()"
                                + " and indexname not like '%_pkey' and tablename <> 'schema_history'"
                        : "select name, sql from sqlite_schema where type = 'index' and sql is not null"
                                + " and tbl_name <> 'schema_history'")) {
            while (rows.next()) {
                indexes.put(rows.getString(1), rows.getString(2));
            }
        }
        return indexes;
    }

    private boolean postgres() {
        return dialect.equals("postgres");
    }

    private String sql(String insert, long from, long to, long all) {
        String numbers = postgres()
                ? "(select generate_series(" + from + "::bigint, " + to + ") as n) as numbers"
                : "(with recursive count (n) as (select " + from + " union all select n + 1 from count where n < " + to
                        + ") select n from count) as numbers";
        return insert.replace("/* 1/10 */", "")
                        .replace("$ns", "'" + ns + "'")
                        .replace("$open", "(n > " + (all - WAITING) + ")")
                        .replace("$all", String.valueOf(all))
                        .replaceAll("\\$id\\(([^)]*)\\)", id("$1"))
                        .replaceAll("\\$hash\\(([^)]*)\\)", hash("$1"))
                        .replaceAll("\\$time\\(([^)]*)\\)", "(1790000000000000000 + ($1) * 1000000)")
                + " from " + numbers;
    }

    /** Scattered, and different for different numbers below 2^32. */
    private static String scatter(String number) {
        return "((" + number + ") * 2654435761 % 4294967296)";
    }

    private String id(String number) {
        String scattered = scatter(number);
        return postgres()
                ? "(lpad(to_hex(" + scattered + "), 8, '0') || '-0000-4000-8000-000000000000')"
                : "printf('%08x-0000-4000-8000-000000000000', " + scattered + ")";
    }

    private String hash(String number) {
        String scattered = scatter(number);
        return postgres()
                ? "(lpad(to_hex(" + scattered + "), 8, '0') || repeat('5', 56))"
                : "(printf('%08x', " + scattered + ") || '" + "5".repeat(56) + "')";
    }

    private static List<String> inserts() {
        List<String> inserts = new ArrayList<>();
        inserts.add("""
                insert into messages (namespace, id, cid, type, txtype, author, key, created, net_namespace, group_hash,
                    topics, tag, datahash, txparent_type, txparent_id, hash, batch, txid, state, confirmed,
                    reject_reason, pins, idempotency_key, size, data)
                select $ns, $id(n), null, case when n % 1000 = 0 then 'definition' else 'broadcast' end, 'batch_pin',
                    'did:firefly:org/org_1', '0xabc', $time(n), 'net1', null, 'topic' || (n % 100), 'tag' || (n % 10),
                    $hash(n), null, null, $hash(n), case when $open then null else $id(n / 100) end,
                    case when $open then null else $id(n / 100) end, case when $open then 'ready' else 'confirmed' end,
                    case when $open then null else $time(n + 1000) end, '', '',
                    case when n % 2 = 0 then 'key' || n else null end, 1500,
                    '[{"id":"' || $id(n) || '","hash":"' || $hash(n) || '"}]'""");
        inserts.add("""
                insert into data (namespace, id, validator, hash, created, datatype_name, datatype_version, public_ref,
                    blob_hash, blob_size, blob_name, blob_path, blob_public, value, carrier)
                select $ns, $id(n), 'json', $hash(n), $time(n), '', '', '', null, 0, '', '', '',
                    '{"customer":"c' || n || '","amount":' || n || '}', $id(n)""");
        inserts.add("""
                insert into pins (namespace, masked, hash, batch, batch_hash, idx, dispatched, signer, created)
                select $ns, 0, $hash(n % 5000), $id(n / 100), $hash(n / 100), n % 100,
                    case when $open then 0 else 1 end, '0xabc', $time(n)""");
        inserts.add("""
                insert into events (namespace, sequence, id, type, reference, correlator, tx, topic, created)
                select $ns, n, $id(n), 'message_confirmed', $id(n), null, $id(n / 100), 'topic' || (n % 100),
                    $time(n)""");
        inserts.add("""
                insert into message_data (namespace, data_id, sequence)
                select /* 1/10 */ $ns, $id(n / 3), n""");
        inserts.add("""
                insert into batches (namespace, id, type, node, group_hash, created, author, key, hash, tx_type, tx_id,
                    confirmed, manifest)
                select /* 1/10 */ $ns, $id(n), 'broadcast', null, null, $time(n), 'did:firefly:org/org_1', '0xabc',
                    $hash(n), 'batch_pin', $id(n), case when $open then null else $time(n) end,
                    '{"messages":"…","data":"…"}'""");
        inserts.add("""
                insert into transactions (namespace, id, type, created, idempotency_key, blockchain_ids)
                select /* 1/10 */ $ns, $id(n), 'batch_pin', $time(n), null, $hash(n)""");
        inserts.add("""
                insert into operations (namespace, id, tx, type, status, plugin, error, created, updated, retry, input,
                    output)
                select /* 1/10 */ $ns, $id(n), $id(n / 2), 'blockchain_pin_batch',
                    case when $open then 'Initialized' else 'Succeeded' end, 'chain0', '', $time(n), $time(n), null,
                    '{"batch":"' || $id(n) || '"}', null""");
        inserts.add("""
                insert into blockchain_events (namespace, id, source, name, listener, protocol_id, occurred, tx_type,
                    tx_id, tx_blockchain_id, output, info)
                select /* 1/10 */ $ns, $id(n), 'chain0', 'BatchPin', null, '000000' || n, $time(n), 'batch_pin',
                    $id(n), $hash(n), '{}', '{}'""");
        inserts.add("""
                insert into identities (namespace, id, did, type, parent, name, description, profile, claim,
                    verification, updating, created, updated)
                select /* 1/10 */ $ns, $id(n), 'did:firefly:org/org' || n, 'org', null, 'org' || n, '', null, null, null,
                    null, $time(n), $time(n)""");
        inserts.add("""
                insert into verifiers (namespace, hash, identity, type, value, created)
                select /* 1/10 */ $ns, $hash(n), $id(n), 'ethereum_address', '0x' || n, $time(n)""");
        return inserts;
    }
}
