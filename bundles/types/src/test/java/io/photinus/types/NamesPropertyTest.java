package io.photinus.types;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.assertj.core.api.Assertions.assertThat;

class NamesPropertyTest {
    @Provide
    Arbitrary<String> nearlyNames() {
        return Arbitraries.strings()
                .withCharRange('a', 'c')
                .withCharRange('X', 'Z')
                .withCharRange('0', '3')
                .withChars("._-_.")
                .withChars(" /é\n")
                .ofMaxLength(66);
    }

    @Property(tries = 2000)
    void nameHas1To64CharactersAndStartsAndEndsWithLetterOrDigit(@ForAll("nearlyNames") String text) {
        boolean inside = text.chars().allMatch(c -> isAlphanumeric(c) || c == '.' || c == '_' || c == '-');
        boolean expected = !text.isEmpty()
                && text.length() <= 64
                && inside
                && isAlphanumeric(text.charAt(0))
                && isAlphanumeric(text.charAt(text.length() - 1));

        assertThat(Names.isName(text)).isEqualTo(expected);
    }

    private static boolean isAlphanumeric(int c) {
        return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }
}
