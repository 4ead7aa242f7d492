package io.photinus.database.postgres;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TargetTextTest {
    private static Target read(String url) {
        return TargetText.read("db0", url);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "postgres://u:p@h:5433/d?sslmode=disable                | h:5433           | d   | u   | p     | disable",
                "postgresql://u:p@h/d?sslmode=disable                   | h:5432           | d   | u   | p     | disable",
                "postgres://u@h/d                                       | h:5432           | d   | u   | ''    | require",
                "postgres://h/d?user=u&password=p&sslmode=allow         | h:5432           | d   | u   | p     | allow",
                "postgres://u:p%40%2F%3A%25@h/d%20e                     | h:5432           | d e | u   | p@/:% | require",
                "postgres://u:p@w@h/d                                   | h:5432           | d   | u   | p@w   | require",
                "postgres://u:a+b@h/d?sslmode=prefer                    | h:5432           | d   | u   | a+b   | prefer",
                "postgres://u:p:q@h/d                                   | h:5432           | d   | u   | p:q   | require",
                "postgres://u:p@[::1]:5433/d                            | [::1]:5433       | d   | u   | p     | require",
                "postgres://u:p@[::1]/d                                 | [::1]:5432       | d   | u   | p     | require",
                "postgres://u:p@a:1,b/d                                 | a:1,b:5432       | d   | u   | p     | require",
                "postgres:///d                                          | localhost:5432   | d   | ''  | ''    | require",
                "postgres://u@                                          | localhost:5432   | u   | u   | ''    | require",
                "postgres://u:p@/d?host=h&port=7                        | h:7              | d   | u   | p     | require",
                "jdbc:postgresql://h:1/d?user=u&password=p%26q          | h:1              | d   | u   | p&q   | prefer",
                "jdbc:postgresql://h:1/d?user=u&ssl=true                | h:1              | d   | u   | ''    | verify-full",
                "jdbc:postgresql:d                                      | localhost:5432   | d   | ''  | ''    | prefer",
                "host=h port=1 user=u password=p dbname=d sslmode=disable | h:1            | d   | u   | p     | disable",
                "host=h user=u password='p \\' q' dbname=d              | h:5432           | d   | u   | p ' q | require",
                "user = u dbname = d                                    | localhost:5432   | d   | u   | ''    | require",
            })
    void understandsTheFormsOfAUrl(
            String url, String hosts, String database, String user, String password, String sslMode) {
        Target target = read(url);

        assertThat(target.hosts()).isEqualTo(hosts);
        assertThat(target.database()).isEqualTo(database);
        assertThat(target.user()).isEqualTo(user);
        assertThat(target.password()).isEqualTo(password);
        assertThat(target.driver()).containsEntry("sslmode", sslMode);
    }

    @Test
    void handsParametersToTheDriverAndToTheSession() {
        Target target = read("postgres://u:p@h/d?sslmode=verify-full&sslrootcert=/r.crt&sslcert=/c.crt&sslkey=/k.pem"
                + "&connect_timeout=7&application_name=node+one&search_path=mine&statement_timeout=5000"
                + "&binary_parameters=yes");

        assertThat(target.driver())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "sslmode", "verify-full",
                        "sslrootcert", "/r.crt",
                        "sslcert", "/c.crt",
                        "sslkey", "/k.pem",
                        "connectTimeout", "7",
                        "ApplicationName", "node one"));
        assertThat(target.session())
                .containsExactlyInAnyOrderEntriesOf(Map.of("search_path", "mine", "statement_timeout", "5000"));
    }

    @Test
    void checksTheServerWheneverARootIsGiven() {
        assertThat(read("postgres://u@h/d?sslmode=require&sslrootcert=/r").driver())
                .containsEntry("sslmode", "verify-ca");
        assertThat(read("postgres://u@h/d?sslmode=verify-ca").driver())
                .containsEntry("sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "s3cret",
                "mysql://u:s3cret@h/d",
                "postgres://:s3cret@h/",
                "postgres://u:s3cret@h:port/d",
                "postgres://u:s3cret%zz@h/d",
                "postgres://u:s3cret@h/d?sslmode=s",
                "postgres://u:s3cret@h/d?krbsrvname=x",
                "postgres://u:s3cret@h/d?loggerFile=/tmp/x&a-b=c",
                "postgres://u:s3cret@h/d?connect_timeout=soon",
                "postgres://u:s3cret@h/d?synchronous_commit=off",
                "host=/var/run/postgresql user=u password=s3cret",
                "user=u password='s3cret",
            })
    void refusesWhatItCannotUseWithoutShowingIt(String url) {
        assertThatThrownBy(() -> read(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("url of database plugin db0 ")
                .message()
                .doesNotContain("s3cret");
    }

    @Test
    void showsNoSecret() {
        Target target = read("postgres://u:s3cret@h/d?sslpassword=s3cret2");

        assertThat(target).asString().doesNotContain("s3cret").contains("h:5432/d");
        assertThat(target.shown()).isEqualTo("h:5432/d");
        assertThat(target.withoutSecrets("a s3cret b s3cret2 c")).isEqualTo("a *** b ***2 c");
        assertThat(Server.forWriting(target)).asString().doesNotContain("s3cret");
    }
}
