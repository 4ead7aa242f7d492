package io.photinus.types.json;

import io.photinus.types.json.Documents.Document;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

class RawJsonPropertyTest {
    /** A record around raw values. */
    record Envelope(@Nullable String name, @Nullable RawJson value, List<RawJson> list) {}

    @Provide
    Arbitrary<Document> documents() {
        return Documents.padded(Documents.any());
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void parsingGivesTheNormalForm(@ForAll("documents") Document document) {
        assertThat(text(RawJson.parse(document.sent()))).isEqualTo(document.normal());
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void parsingIsIdempotent(@ForAll("documents") Document document) {
        String once = text(RawJson.parse(document.sent()));

        assertThat(text(RawJson.parse(once))).isEqualTo(once);
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void parsingKeepsTheMeaning(@ForAll("documents") Document document) {
        RawJson value = RawJson.parse(document.sent());

        Object meant = RawJson.trusted(document.sent()).tree();

        assertThat(value == null ? null : value.tree()).isEqualTo(meant);
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void recordsKeepRawValuesInNormalForm(
            @ForAll("documents") Document value,
            @ForAll("documents") Document first,
            @ForAll("documents") Document second) {
        String sent = "{ \"ignored\": [" + first.sent() + "], \"value\" :" + value.sent() + ", \"list\":["
                + first.sent() + " , " + second.sent() + "], \"name\":\"n\" }";

        Envelope envelope = Json.read(sent, Envelope.class);

        assertThat(text(envelope.value())).isEqualTo(value.normal());
        assertThat(envelope.list())
                .extracting(RawJsonPropertyTest::text)
                .containsExactly(first.normal(), second.normal());
        assertThat(envelope.name()).isEqualTo("n");
        assertThat(Json.write(envelope))
                .isEqualTo("{\"name\":\"n\",\"value\":" + value.normal() + ",\"list\":[" + first.normal() + ","
                        + second.normal() + "]}");
    }

    @Property(tries = 25, edgeCases = EdgeCasesMode.NONE)
    void positionInALongDocumentDoesNotMatter(@ForAll("documents") Document value) {
        // Longer than any buffer of the parser.
        String filler = "\"filler\":\"" + "é😀x".repeat(12_000) + "\"";

        Envelope envelope = Json.read(
                "{" + filler + ",\"value\":" + value.sent() + "," + filler + ",\"list\":[" + value.sent() + "]}",
                Envelope.class);

        assertThat(text(envelope.value())).isEqualTo(value.normal());
        assertThat(envelope.list()).extracting(RawJsonPropertyTest::text).containsExactly(value.normal());
    }

    private static String text(@Nullable RawJson value) {
        return value == null ? "null" : value.text();
    }
}
