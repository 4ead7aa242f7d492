package io.photinus.ledger;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RequestIndexTest {
    @Test
    void findsEveryRequestAndNoOther() {
        RequestIndex index = new RequestIndex();

        for (int i = 0; i < 5000; i++) {
            index.put("request" + i, new Position(i, i % 1000));
        }

        for (int i = 0; i < 5000; i++) {
            assertThat(index.find("request" + i)).isEqualTo(new Position(i, i % 1000));
            assertThat(index.find("stranger" + i)).isNull();
        }
    }

    @Test
    void keepsTheFirstPlace() {
        RequestIndex index = new RequestIndex();

        index.put("request", new Position(1, 2));
        index.put("request", new Position(3, 4));

        assertThat(index.find("request")).isEqualTo(new Position(1, 2));
    }
}
