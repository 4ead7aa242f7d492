package io.photinus.persistence.sql;

import io.photinus.database.sqlite3.Sqlite3TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Both databases hold the same. */
class SchemaTest {
    @Test
    void hasTheSameColumnsAndIndexesOnBothDatabases(@TempDir Path directory) throws SQLException {
        try (TestDatabase sqlite = new Sqlite3TestDatabase(directory);
                TestDatabase postgres = new PostgresTestDatabase()) {
            TreeSet<String> columns = rows(
                    sqlite,
                    "select m.name || '.' || c.name || ' ' || c.\"notnull\" from sqlite_schema m,"
                            + " pragma_table_info(m.name) c where m.type = 'table' and m.name not like 'sqlite_%'"
                            + " and m.name <> 'schema_history' and c.type <> 'INTEGER'");
            TreeSet<String> indexes = rows(
                    sqlite,
                    "select name from sqlite_schema where type = 'index' and sql is not null"
                            + " and tbl_name <> 'schema_history'");

            // Numbers of rows are keys for SQLite only; they and flags have another type there.
            assertThat(rows(
                            postgres,
                            "select table_name || '.' || column_name || case is_nullable when 'NO' then ' 1' else ' 0'"
                                    + " end from information_schema.columns where table_schema = current_schema()"
                                    + " and is_identity = 'NO' and table_name <> 'schema_history'"
                                    + " and data_type <> 'integer'"))
                    .isEqualTo(columns);
            assertThat(rows(
                            postgres,
                            "select indexname from pg_indexes where schemaname = current_schema()"
                                    + " and indexname not like '%_pkey' and tablename <> 'schema_history'"))
                    .isEqualTo(indexes);
            assertThat(rows(
                            postgres,
                            "select table_name || '.' || column_name from information_schema.columns"
                                    + " where table_schema = current_schema() and data_type = 'text'"
                                    + " and collation_name is distinct from 'C' and table_name <> 'schema_history'"))
                    .isEmpty();
        }
    }

    private static TreeSet<String> rows(TestDatabase database, String sql) throws SQLException {
        TreeSet<String> found = new TreeSet<>();
        try (Connection connection = database.plugin().reader().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }
}
