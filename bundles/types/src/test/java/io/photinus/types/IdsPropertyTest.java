package io.photinus.types;

import java.util.HexFormat;
import java.util.Locale;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import static org.assertj.core.api.Assertions.assertThat;

class IdsPropertyTest {
    @Property
    void everySpellingIsTheSameId(@ForAll long high, @ForAll long low) {
        UUID id = new UUID(high, low);
        String text = id.toString();

        assertThat(Ids.parse(text)).isEqualTo(id);
        assertThat(Ids.parse(text.toUpperCase(Locale.ROOT))).isEqualTo(id);
        assertThat(Ids.parse("urn:uuid:" + text)).isEqualTo(id);
        assertThat(Ids.parse("URN:UUID:" + text)).isEqualTo(id);
        assertThat(Ids.parse("{" + text + "}")).isEqualTo(id);
        assertThat(Ids.parse(text.replace("-", ""))).isEqualTo(id);
        assertThat(HexFormat.of().formatHex(Ids.bytes(id))).isEqualTo(text.replace("-", ""));
    }

    @Property
    void idsPackedForTheLedgerComeBack(@ForAll long a, @ForAll long b, @ForAll long c, @ForAll long d) {
        Hash packed = Contexts.uuids(new UUID(a, b), new UUID(c, d));

        assertThat(Contexts.transactionOf(packed)).isEqualTo(new UUID(a, b));
        assertThat(Contexts.batchOf(packed)).isEqualTo(new UUID(c, d));
    }
}
