package io.photinus.persistence.sql;

import io.photinus.types.OpStatus;
import io.photinus.types.OpType;
import io.photinus.types.Operation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.ibatis.mapping.MappedStatement;
import org.apache.ibatis.session.Configuration;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

import static org.assertj.core.api.Assertions.assertThat;

class SetLanguageTest {
    private static Configuration configuration(String dialect) {
        PGSimpleDataSource nowhere = new PGSimpleDataSource();
        return new Sessions(nowhere, nowhere, dialect, new Counts(), new Deadlines("test")).configuration();
    }

    private static String sql(Configuration configuration, String statement, Map<String, Object> parameters) {
        return configuration
                .getMappedStatement("io.photinus.persistence.sql." + statement)
                .getBoundSql(parameters)
                .getSql()
                .strip();
    }

    @Test
    void repeatsRowsAndValuesForSqlite() {
        Configuration sqlite = configuration("sqlite");

        assertThat(sql(sqlite, "BatchMapper.deletePayloads", ids(3))).endsWith("and id in (?,?,?)");
        assertThat(sql(sqlite, "CursorMapper.upsert", rows(2))).contains("values (?, ?, ?),(?, ?, ?) on conflict");
    }

    @Test
    void asksPostgresTheSameForSetsOfEverySize() {
        Configuration postgres = configuration("postgres");

        assertThat(sql(postgres, "BatchMapper.deletePayloads", ids(3)))
                .isEqualTo(sql(postgres, "BatchMapper.deletePayloads", ids(1)))
                .endsWith("and id = any( ?::text[])");
        assertThat(sql(postgres, "CursorMapper.upsert", rows(1)))
                .isEqualTo(sql(postgres, "CursorMapper.upsert", rows(2)))
                .contains("select ?, r.c1, r.c2 from unnest(?::text[], ?::text[]) with ordinality as r(c1, c2, place)"
                        + " order by r.place on conflict");
    }

    @Test
    void knowsNumbersFromText() {
        Operation operation = new Samples("ns").operation(OpType.BLOCKCHAIN_INVOKE, OpStatus.PENDING);
        Map<String, Object> parameters = new HashMap<>(Map.of("namespace", "ns", "rows", List.of(operation)));

        assertThat(sql(configuration("postgres"), "OperationMapper.insert", parameters))
                .contains("coalesce(r.c6, '')")
                .contains("unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[],"
                        + " ?::bigint[], ?::text[], ?::text[], ?::text[])");
    }

    @Test
    void leavesNoSetToBeRepeatedForPostgres() {
        Configuration postgres = configuration("postgres");
        for (Object mapped : new ArrayList<Object>(postgres.getMappedStatements())) {
            // What has an ambiguous short name is in the collection twice.
            if (mapped instanceof MappedStatement statement) {
                assertThat(statement.getSqlSource().getClass().getSimpleName())
                        .as(statement.getId())
                        .isNotEqualTo("DynamicSqlSource");
            }
        }
    }

    private static Map<String, Object> ids(int size) {
        List<UUID> ids = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            ids.add(UUID.randomUUID());
        }
        return new HashMap<>(Map.of("namespace", "ns", "ids", ids));
    }

    private static Map<String, Object> rows(int size) {
        List<CursorMapper.Position> rows = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            rows.add(new CursorMapper.Position("name" + i, "position"));
        }
        return new HashMap<>(Map.of("namespace", "ns", "rows", rows));
    }
}
