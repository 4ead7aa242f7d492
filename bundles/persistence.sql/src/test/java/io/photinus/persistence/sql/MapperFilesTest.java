package io.photinus.persistence.sql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MapperFilesTest {
    private static final Path MAIN = Path.of("src/main");

    @Test
    void bindEveryValue() throws IOException {
        List<Path> files = files(".xml");

        assertThat(files).hasSizeGreaterThan(10);
        for (Path file : files) {
            assertThat(Files.readString(file)).as(file.toString()).doesNotContain("${");
        }
    }

    @Test
    void holdAllSqlButTheGenericQuery() throws IOException {
        for (Path file : files(".java")) {
            if (!List.of("QuerySql.java", "Conditions.java", "Table.java", "Tables.java", "SetParser.java")
                    .contains(file.getFileName().toString())) {
                assertThat(Files.readString(file).toLowerCase(java.util.Locale.ROOT))
                        .as(file.toString())
                        .doesNotContainPattern("\"\\s*(select|insert|update|delete|with)\\s")
                        .doesNotContain("\\u0024{");
            }
        }
    }

    private static List<Path> files(String suffix) throws IOException {
        try (Stream<Path> all = Files.walk(MAIN)) {
            return all.filter(file -> file.toString().endsWith(suffix)).toList();
        }
    }
}
