package io.photinus.tools.bench;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StatementsTest {
    @Test
    void sumsTheLinesOfANode() {
        String text = "# TYPE photinus_sql_statements counter\n"
                + "photinus_sql_statements_total{database=\"a\",kind=\"read\"} 12\n"
                + "photinus_sql_statements_total{database=\"a\",kind=\"write\"} 1.5E2\n"
                + "other_total 7\n";

        assertThat(Statements.parse(text)).hasValue(162);
    }

    @Test
    void saysNothingWhenTheNodeDoesNotTell() {
        assertThat(Statements.parse("{\"error\":\"FF10109: Not found\"}")).isEmpty();
    }
}
