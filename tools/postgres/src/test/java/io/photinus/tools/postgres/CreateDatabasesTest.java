package io.photinus.tools.postgres;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CreateDatabasesTest {
    @Test
    void makesWhatIsMissingWhenItMay() {
        try (PostgresServer server = PostgresServer.temporary().withoutFsync().start()) {
            String url = server.goUrl("net");

            assertThatThrownBy(() -> CreateDatabases.at(url).create(1))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("net_0 is not there and cannot be created")
                    .hasMessageContaining("permission denied");

            server.execute("alter role photinus createdb");
            CreateDatabases.at(url).create(1);
            CreateDatabases.at(url).create(2);
            CreateDatabases.at(url.replace("/net?", "/other?")).create(1);
            assertThat(server.query("select datname from pg_database")).contains("net_0", "net_1", "other_0");

            assertThatThrownBy(() -> CreateDatabases.at(url.replaceFirst(":[0-9a-f]+@", ":s3cret@"))
                            .create(1))
                    .hasMessageContaining("authentication failed")
                    .message()
                    .doesNotContain("s3cret");
        }
        assertThatThrownBy(() -> CreateDatabases.at("postgres://u:s3cret@h/"))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .doesNotContain("s3cret");
    }
}
