package io.photinus.types;

import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

import static org.assertj.core.api.Assertions.assertThat;

class HashPropertyTest {
    @Property
    void everySpellingOfTheSameBytesIsTheSameHash(@ForAll @Size(32) byte[] bytes) {
        Hash hash = Hash.of(bytes);
        String text = hash.toString();

        assertThat(text).matches("[0-9a-f]{64}");
        assertThat(Hash.parse(text)).isEqualTo(hash);
        assertThat(Hash.parse(text.toUpperCase(Locale.ROOT))).isEqualTo(hash).hasSameHashCodeAs(hash);
        assertThat(Hash.parse("0x" + text)).isEqualTo(hash);
        assertThat(hash.bytes()).isEqualTo(bytes);
    }

    @Property
    void orderIsThatOfTheText(@ForAll @Size(32) byte[] a, @ForAll @Size(32) byte[] b) {
        assertThat(Integer.signum(Hash.of(a).compareTo(Hash.of(b))))
                .isEqualTo(Integer.signum(
                        Hash.of(a).toString().compareTo(Hash.of(b).toString())));
    }
}
