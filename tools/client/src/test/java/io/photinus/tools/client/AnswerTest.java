package io.photinus.tools.client;

import io.photinus.types.json.JsonObject;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AnswerTest {
    @Test
    void readsAListOfObjects() {
        Answer answer = new Answer(200, "[{\"a\":1},2,{\"a\":3}]\n");

        assertThat(answer.list()).extracting(item -> item.integer("a")).containsExactly(1L, 3L);
        assertThat(answer.object()).isEqualTo(JsonObject.empty());
    }

    @Test
    void showsTheErrorOfARefusal() {
        assertThat(new Answer(400, "{\"error\":\"FF10198: no\"}").error()).isEqualTo("FF10198: no");
        assertThat(new Answer(500, "{\"else\":1}\n").error()).isEqualTo("{\"else\":1}");
    }

    @Test
    void hasNoContentWhenTheBodyIsEmpty() {
        Answer answer = new Answer(204, "");

        assertThat(answer.ok()).isTrue();
        assertThat(answer.list()).isEmpty();
        assertThat(answer.error()).isEmpty();
    }
}
