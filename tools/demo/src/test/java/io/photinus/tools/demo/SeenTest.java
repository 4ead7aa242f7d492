package io.photinus.tools.demo;

import io.photinus.types.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SeenTest {
    @Test
    void readsAnEventAsTheApiDeliversIt() {
        Seen seen = Seen.of(
                JsonObject.parse(
                        "{\"id\":\"e\",\"sequence\":7,\"type\":\"message_confirmed\",\"topic\":\"orders\","
                                + "\"message\":{\"header\":{\"id\":\"m\",\"author\":\"did:firefly:org/a\"},\"hash\":\"h\",\"batch\":\"b\"}}"));

        assertThat(seen).isEqualTo(new Seen(7, "orders", "did:firefly:org/a", "m", "h", "b"));
    }

    @Test
    void keepsTheOrderOfEachTopic() {
        List<Seen> seen = List.of(
                new Seen(1, "a", "", "m1", "", ""),
                new Seen(2, "b", "", "m2", "", ""),
                new Seen(3, "a", "", "m3", "", ""));

        assertThat(Seen.order(seen, "a")).containsExactly("m1", "m3");
    }
}
