package io.photinus.http.internal;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CanonicalPathTest {

    @ParameterizedTest
    @CsvSource({
        "/,/",
        "/api/v1,/api/v1",
        "/api/v1/,/api/v1/",
        "/api//v1,/api/v1",
        "//api/./v1/,/api/v1/",
        "/api/x/../v1,/api/v1",
        "/../../api,/api",
        "/api/..,/",
        "/api/%2Fv1,/api/v1",
        "/api/%2e%2e/v1,/v1",
        "/a b/%C3%A4//c,/a%20b/%C3%A4/c",
        "/did:firefly:org/a@b;c=d/,/did:firefly:org/a@b;c=d/",
    })
    void cleans(String raw, String expected) {
        assertThat(CanonicalPath.of(raw).encoded()).isEqualTo(expected);
    }

    @Test
    void leavesCleanPathsAlone() {
        assertThat(CanonicalPath.of("/api/v1/messages").isCanonical()).isTrue();
        assertThat(CanonicalPath.of("/api/v1/messages/").isCanonical()).isTrue();
        assertThat(CanonicalPath.of("/api//v1").isCanonical()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"/a%", "/a%2", "/a%zz"})
    void refusesBrokenEscapes(String raw) {
        assertThatThrownBy(() -> CanonicalPath.of(raw)).isInstanceOf(IllegalArgumentException.class);
    }

    @Property
    void isStable(@ForAll @CharRange(from = '-', to = '/') String dotsAndSlashes) {
        String once = CanonicalPath.of("/" + dotsAndSlashes).clean();
        assertThat(CanonicalPath.of(once).isCanonical()).isTrue();
    }
}
