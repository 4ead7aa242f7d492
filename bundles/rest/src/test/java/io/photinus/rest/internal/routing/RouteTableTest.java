package io.photinus.rest.internal.routing;

import java.util.List;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RouteTableTest {
    @Path("v1/namespaces/{ns}/things")
    public static final class Things {
        @GET
        @Route(id = "getThings", does = "-")
        public void list() {}

        @GET
        @Path("{id}")
        @Route(id = "getThing", does = "-")
        public void get() {}

        @POST
        @Path("self")
        @Route(id = "postSelf", does = "-")
        public void self() {}

        @GET
        @Path("{id}/parts")
        @Route(id = "getParts", does = "-")
        public void parts() {}

        @GET
        @Path("{did: did:.+}")
        @Route(id = "getByDid", does = "-")
        public void did() {}
    }

    @Path("v1/namespaces")
    public static final class Spaces {
        @GET
        @Path("{ns}")
        @Route(id = "getSpace", does = "-")
        public void get() {}
    }

    @Path("v1/namespaces/{ns}/api")
    public static final class Document {
        @GET
        @Path("doc.json")
        @Route(id = "getDocument", does = "-", document = true)
        public void get() {}
    }

    private final RouteTable table = RouteTable.of(List.of(new Things(), new Spaces(), new Document()));

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', textBlock = """
                    GET , v1/things                            , getThings  , /v1/namespaces/home/things
                    GET , v1/namespaces/a/things               , getThings  , /v1/namespaces/a/things
                    GET , v1/things/x                          , getThing   , /v1/namespaces/home/things/x
                    GET , v1/things/self                       , getThing   , /v1/namespaces/home/things/self
                    POST, v1/things/self                       , postSelf   , /v1/namespaces/home/things/self
                    GET , v1/things/x/parts                    , getParts   , /v1/namespaces/home/things/x/parts
                    GET , v1/things/did:ff:org/x               , getByDid   , /v1/namespaces/home/things/did:ff:org%2Fx
                    GET , v1/things/did:ff:x/parts             , getByDid   , /v1/namespaces/home/things/did:ff:x%2Fparts
                    GET , v1/things/did:ff%2Fx                 , getByDid   , /v1/namespaces/home/things/did:ff%2Fx
                    GET , v1/things/a+b                        , getThing   , /v1/namespaces/home/things/a%20b
                    GET , v1/things/a%2Bb                      , getThing   , /v1/namespaces/home/things/a%20b
                    GET , v1/things/a%252Fb                    , getThing   , /v1/namespaces/home/things/a%2Fb
                    GET , v1/things/%25zz                      , getThing   , /v1/namespaces/home/things/%25zz
                    GET , v1/things/%C3%BC;x                   , getThing   , /v1/namespaces/home/things/%C3%BC%3Bx
                    GET , v1/namespaces/a                      , getSpace   , /v1/namespaces/a
                    GET , v1/namespaces/a/api/doc.json         , getDocument, /v1/namespaces/a/api/doc.json
                    HEAD, v1/namespaces/a/api/doc.json         , getDocument, /v1/namespaces/a/api/doc.json
                    """)
    void findsAnOperationInBothAddressForms(String method, String path, String id, String target) {
        RouteTable.Found found = table.find(method, path, () -> "home");

        assertThat(found.endpoint()).isNotNull();
        assertThat(found.endpoint().route().id()).isEqualTo(id);
        assertThat(found.target()).isEqualTo(target);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, v1/things",
        "HEAD, v1/things",
        "OPTIONS, v1/things/x",
        "DELETE, v1/namespaces/a/things",
        "PUT, v1/namespaces/a"
    })
    void knowsAPathThatIsServedWithAnotherMethod(String method, String path) {
        assertThat(table.find(method, path, () -> "home")).isEqualTo(new RouteTable.Found(null, true, false, ""));
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "''",
                "/",
                "v1",
                "v1/",
                "v1/things/",
                "v1/things/x/",
                "v1/things/a%2Fb",
                "v1/other",
                "v2/things",
                "things",
                "v1/things/x/parts/y",
                "v1/namespaces/a/things/",
                "v1/api/doc.json",
                "v1/things/%zz",
                "v1/things/%2"
            })
    void knowsNoOtherPath(String path) {
        assertThat(table.find("GET", path, () -> "home")).isEqualTo(new RouteTable.Found(null, false, false, ""));
    }

    @Path("x")
    public static final class Mute {
        @Route(id = "mute", does = "-")
        public void none() {}
    }

    @Test
    void refusesADeclarationThatIsNotWhole() {
        assertThatThrownBy(() -> RouteTable.of(List.of(new Mute()))).hasMessageContaining("without HTTP method");
        assertThatThrownBy(() -> RouteTable.of(List.of("text"))).hasMessageContaining("without a path");
    }
}
