package io.photinus.types;

import io.photinus.types.json.Json;
import io.photinus.types.json.JsonObject;
import io.photinus.types.json.RawJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The test vectors of the protocol, section 17. What a Go node hashes, this node must hash to the same 32 bytes. */
class ProtocolVectorsTest {
    private static final String ADDRESS = "0x91d2b4381a4cd5c7c0f27565a7d4b829844c8635";
    private static final String ORG_1 = "did:firefly:org/org_1";
    private static final String ORG_2 = "did:firefly:org/org_2";
    private static final UUID DATA_ID = UUID.fromString("7b9d4a30-2a4d-4c2b-9b3b-0a6f3f5c1a01");
    private static final Hash VALUE_HASH =
            Hash.parse("87790a87cc58e56d6613d6ee30557409df57d0286f7a9027912574940d87e67e");
    private static final Hash GROUP = Hash.parse("454e83fd0298ff99063d460b1241e150a7e26268ff5244ef115eb1a2a478c9f4");

    private static String vector(String name) {
        try (InputStream in = Objects.requireNonNull(
                ProtocolVectorsTest.class.getResourceAsStream("vectors/" + name + ".json"), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private static UUID id(String text) {
        return UUID.fromString(text);
    }

    @Nested
    class Section17x1LiteralsOfTheGoTests {
        @Test
        void groupHash() {
            Group group = new Group(
                    "ok", "ok", List.of(new Group.Member("0x12345", id("8b5c0d39-925f-4579-9c60-54f3e846ab99"))));

            assertThat(Json.write(group))
                    .isEqualTo("{\"namespace\":\"ok\",\"name\":\"ok\",\"members\":[{\"identity\":\"0x12345\",\"node\":"
                            + "\"8b5c0d39-925f-4579-9c60-54f3e846ab99\"}]}");
            assertThat(group.hash()).hasToString("c2e5a42207ce2b48d67a4682a96f914ec0386acc13615550aa503b0841da8824");
        }

        @Test
        void dataHashOfEmptyObject() {
            assertThat(Data.hashOf(RawJson.require("{}"), null))
                    .hasToString("44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a");
        }

        @Test
        void jsonAnyWithDuplicateKeyAndOddNumber() {
            RawJson value = RawJson.require(
                    "{\"b\":\"test\",\"b\":\"duplicate\",\"a\":12345,\"c\":{\"e\":1.00000000001,\"d\":false}}");

            assertThat(Data.hashOf(value, null))
                    .hasToString("8eff3083f052a77bda0934236bf8e5eccbd186d5ae81ada7a5bbee516ecd5726");
        }

        @Test
        void identityTopic() {
            Identity identity = new Identity(
                    null,
                    Identity.did(IdentityType.ORG, "org1"),
                    IdentityType.ORG,
                    null,
                    "ns1",
                    "org1",
                    null,
                    null,
                    null,
                    null,
                    null);

            assertThat(identity.did()).isEqualTo("did:firefly:org/org1");
            assertThat(identity.topic()).isEqualTo("7ea456fa05fc63778e7c4cb22d0498d73f184b2778c11fd2ba31b5980f8490b9");
        }

        @Test
        void verifierHash() {
            assertThat(Verifier.hashOf("ns1", "ethereum_address", "0xdfceac9b26ac099d7e4df958c22939878c19c948"))
                    .hasToString("c7742ed06a6c36dece56d9c6d65d4ee6ba0db2a643e7f8efc75ec4e7ca31d45d");
        }

        @ParameterizedTest
        @CsvSource({
            "datatype, ok, ok, 8e23c0a7fa9ec15c68a662e0e502933facb3d249409efa2b4f89d479b9f990cb",
            "ffi, ns1, math, c310d11a9bce752d9ee2a93cc86176f668eb6007b701c844a4eb3321f0f8ebf4",
            "contractapi, ns1, banana, a2f42ab7c9ef44ec08a103c565041b48b4cff4e4176e5faacfe8512c361e4f2c",
            "tokenpool, ok, ok, 73008386c5579b7015385528eb892f7773e13a20015c692f6b90b26e413fe8a4"
        })
        void definitionTopic(String type, String namespace, String name, String topic) {
            assertThat(Definitions.topic(type, namespace, name)).isEqualTo(topic);
        }

        @Test
        void broadcastContext() {
            assertThat(Contexts.broadcast("topic1"))
                    .hasToString("9e065a7cbddfc57be742bc32956674c3c389521ac2bbb1dce0500d5131fede75");
        }

        @Test
        void privatePin() {
            Hash group = Hash.parse("44dc0861e69d9bab17dd5e90a8898c2ea156ad04e5fabf83119cc010486e6c1b");

            assertThat(Contexts.pin("topic1", group, "did:firefly:org/abcd", 12345))
                    .hasToString("b262bf27e807c7212d904a78cdf128a42e1eabd8e4a96db1c497ec4924aa14fa");
        }

        @Test
        void uuidsPacking() {
            Hash packed = Hash.parse("0xe19af8b390604051812d7597d19adfb9847d3bfd074249efb65d3fed15f5b0a6");
            UUID tx = id("e19af8b3-9060-4051-812d-7597d19adfb9");
            UUID batch = id("847d3bfd-0742-49ef-b65d-3fed15f5b0a6");

            assertThat(Contexts.transactionOf(packed)).isEqualTo(tx);
            assertThat(Contexts.batchOf(packed)).isEqualTo(batch);
            assertThat(Contexts.uuids(tx, batch)).isEqualTo(packed);
        }
    }

    @Nested
    class Section17x2Broadcast {
        private final MessageHeader header = new MessageHeader(
                id("1f0c1a52-9a37-4f5e-8f2c-3f6a7f0e2b11"),
                null,
                MessageType.BROADCAST,
                TxType.BATCH_PIN,
                ORG_1,
                ADDRESS,
                Instant.parse("2024-03-01T10:20:30.120400Z"),
                "net1",
                null,
                List.of("orders", "audit"),
                "blue",
                DataRef.hashOf(List.of(new DataRef(DATA_ID, VALUE_HASH))),
                null);

        @Test
        void valueIsNormalisedAndHashed() {
            RawJson value = RawJson.require("  { \"customer\" : \"Fish & Chips <Ltd>\",\n\t\"n\":1.50 , \"b\":[ 1, 2 ],"
                    + " \"u\": \"caf\u00e9/\u2028\" }\r\n");

            assertThat(value.text()).isEqualTo(vector("a-value"));
            assertThat(Data.hashOf(value, null)).isEqualTo(VALUE_HASH);
        }

        @Test
        void datahash() {
            List<DataRef> refs = List.of(new DataRef(DATA_ID, VALUE_HASH));

            assertThat(Json.write(refs))
                    .isEqualTo("[{\"id\":\"7b9d4a30-2a4d-4c2b-9b3b-0a6f3f5c1a01\",\"hash\":\"" + VALUE_HASH + "\"}]");
            assertThat(DataRef.hashOf(refs))
                    .hasToString("131621bae0b86abd315827a1713422d868303ba37189e9daa7b8b29fe0509046");
        }

        @Test
        void headerTextAndMessageHash() {
            assertThat(Json.write(header)).isEqualTo(vector("a-header"));
            assertThat(header.hash()).hasToString("2f83084145823996e394fa85f63e1879b0d57f7abd3e789b190a0dc2c5e7d62e");
            assertThat(Json.read(vector("a-header"), MessageHeader.class)).isEqualTo(header);
        }

        @Test
        void manifestTextAndBatchHash() {
            Batch batch = Json.read(vector("a-batch"), Batch.class);

            BatchManifest manifest = BatchManifest.of(batch.id(), batch.payload());

            assertThat(manifest.text()).isEqualTo(vector("a-manifest"));
            assertThat(BatchManifest.hash(manifest.text()))
                    .isEqualTo(batch.hash())
                    .hasToString("17318e17f88b0ca7a7def165f04547ae3416c108ca171c771dfef68f79c7afe9");
        }

        @Test
        void uploadedBatchHasGosLayout() {
            Batch batch = Json.read(vector("a-batch"), Batch.class);

            assertThat(Json.write(batch)).isEqualTo(vector("a-batch"));
            assertThat(Json.bytes(batch)).hasSize(1253);
        }

        @Test
        void uploadedBatchIsMadeFromStoredMessageAndData() {
            // Given message and data as the sender holds them, with everything local.
            RawJson value = RawJson.require(vector("a-value"));
            DataRef ref = new DataRef(DATA_ID, VALUE_HASH);
            Message message = new Message(
                    header,
                    "local",
                    header.hash(),
                    id("c0ffee00-1111-4222-8333-444455556666"),
                    id("deadbeef-aaaa-4bbb-8ccc-ddddeeeeffff"),
                    MessageState.READY,
                    Instant.EPOCH,
                    "because",
                    List.of(ref),
                    List.of(),
                    "key1");
            Data data = new Data(
                    DATA_ID,
                    ValidatorType.JSON,
                    "local",
                    VALUE_HASH,
                    Instant.parse("2024-03-01T10:20:30Z"),
                    null,
                    value,
                    "Qm1",
                    null);

            Batch batch = new Batch(
                    id("c0ffee00-1111-4222-8333-444455556666"),
                    Batch.BROADCAST,
                    "net1",
                    id("0a0a0a0a-0b0b-4c0c-8d0d-0e0e0e0e0e0e"),
                    null,
                    Instant.parse("2024-03-01T10:20:31.5Z"),
                    ORG_1,
                    ADDRESS,
                    Hash.parse("17318e17f88b0ca7a7def165f04547ae3416c108ca171c771dfef68f79c7afe9"),
                    new BatchPayload(
                            new TransactionRef(TxType.BATCH_PIN, id("deadbeef-aaaa-4bbb-8ccc-ddddeeeeffff")),
                            List.of(message.forBatch()),
                            List.of(data.forBatch())));

            assertThat(Json.write(batch)).isEqualTo(vector("a-batch"));
        }

        @Test
        void uuids() {
            assertThat(Contexts.uuids(
                            id("deadbeef-aaaa-4bbb-8ccc-ddddeeeeffff"), id("c0ffee00-1111-4222-8333-444455556666")))
                    .hasToString("deadbeefaaaa4bbb8cccddddeeeeffffc0ffee00111142228333444455556666");
        }

        @Test
        void contextsInPayloadOrder() {
            Batch batch = Json.read(vector("a-batch"), Batch.class);

            assertThat(Contexts.ofBroadcasts(batch.payload().messages()))
                    .containsExactly(
                            Hash.parse("0x1c168adb00d208e42f93314529f1fa9c0427eb63233ceda95a5db52b7012a719"),
                            Hash.parse("0xb81f37a043a6f767e7c94d105f4bd31282f3ecc20680bb9d09bd93461cf4c863"));
        }
    }

    @Nested
    class Section17x3GroupNoncesPrivateMessage {
        @Test
        void groupTextAndHash() {
            Group group = new Group(
                            "net1",
                            "",
                            List.of(
                                    new Group.Member(ORG_2, id("1a1a1a1a-1b1b-4c1c-8d1d-1e1e1e1e1e1e")),
                                    new Group.Member(ORG_1, id("0a0a0a0a-0b0b-4c0c-8d0d-0e0e0e0e0e0e"))))
                    .sealed();

            assertThat(Json.write(group)).isEqualTo(vector("b-group"));
            assertThat(group.hash()).isEqualTo(GROUP);
        }

        @Test
        void groupIsHashedInTheOrderReceived() {
            Group received = Json.read(vector("b-group"), Group.class);
            Group swapped = new Group(
                    received.namespace(),
                    received.name(),
                    List.of(received.members().get(1), received.members().get(0)));

            assertThat(received.hash()).isEqualTo(GROUP);
            assertThat(swapped.hash()).isNotEqualTo(GROUP);
        }

        @Test
        void groupInitValueAndItsGroup() {
            RawJson value = RawJson.require(vector("b-groupinit-value"));

            assertThat(Data.hashOf(value, null))
                    .hasToString("410d6f60dd0be01b37906552b07f00c844d6ffa1af8f2f8f7a1301c073f53350");
            assertThat(Json.read(value.text(), Group.class).hash()).isEqualTo(GROUP);
        }

        @Test
        void groupInitHeaderAndMessageHash() {
            MessageHeader header = new MessageHeader(
                    id("3c3c3c3c-4d4d-4e4e-8f5f-606060606060"),
                    null,
                    MessageType.GROUPINIT,
                    TxType.BATCH_PIN,
                    ORG_1,
                    ADDRESS,
                    Instant.parse("2024-03-01T11:00:00.000000002Z"),
                    "net1",
                    GROUP,
                    List.of(GROUP.toString()),
                    Definitions.TAG_GROUP,
                    DataRef.hashOf(List.of(new DataRef(
                            id("2b2b2b2b-3c3c-4d4d-8e5e-6f6f6f6f6f6f"),
                            Hash.parse("410d6f60dd0be01b37906552b07f00c844d6ffa1af8f2f8f7a1301c073f53350")))),
                    null);

            assertThat(header.datahash())
                    .hasToString("334e69fb659013568f6087b93dc743a02fe509aef80f07e553bcb1e3a93f8305");
            assertThat(Json.write(header)).isEqualTo(vector("b-groupinit-header"));
            assertThat(header.hash()).hasToString("7be1ea37620931bf1a04441c47576a116ae361aa61e45d731a6ac51eb6f56b1e");
        }

        @ParameterizedTest
        @CsvSource({
            "454e83fd0298ff99063d460b1241e150a7e26268ff5244ef115eb1a2a478c9f4,"
                    + " 114902af5f09eb5d764b22d1b9431d4154c6dd8b5bce3126d21ab5c4a6a2ebc1",
            "orders, e52770ec94ab251e7f578ba44f7994927686eda6d7fe7ffbf5303279b8f8e676",
            "audit, e2ac93c90272785195f8ca536978e1c63d12d973c5db30e188598c8316608741"
        })
        void privateContext(String topic, String context) {
            assertThat(Contexts.group(topic, GROUP)).hasToString(context);
        }

        @ParameterizedTest
        @CsvSource({
            "454e83fd0298ff99063d460b1241e150a7e26268ff5244ef115eb1a2a478c9f4, did:firefly:org/org_1, 0,"
                    + " 274b468a51bf6446cb39633e9f1a550e48ce3bb6ffbd548dbf2708eb60180126:0000000000000000",
            "orders, did:firefly:org/org_1, 0,"
                    + " 76d07a50cf55226c610a98e23703959143708bec82abff68d8f08f1fdc91f281:0000000000000000",
            "orders, did:firefly:org/org_1, 1,"
                    + " 6345ae04a1e80ff19515558f51e4052255973fd57861b928ace9c9d6c6b647cb:0000000000000001",
            "orders, did:firefly:org/org_2, 0,"
                    + " dcc456dfed2a56232f3e2c78b82dc45b6cd656572811d51b439a2e7ad9388a87:0000000000000000",
            "orders, did:firefly:org/org_2, 1,"
                    + " 506d217b8e39bdc44133d923719ce59fc3eaa59692632889e9c9145a595a5f37:0000000000000001",
            "audit, did:firefly:org/org_1, 0,"
                    + " 4b90b474c56f04d3df3bf52287b6a78b218174b0d4b418de00c8bb958064f0c7:0000000000000000",
            "audit, did:firefly:org/org_1, 1,"
                    + " 78be825f147da5af60b26603468192744646f4ffe4a00aab21e420cf28ca202c:0000000000000001",
            "audit, did:firefly:org/org_2, 0,"
                    + " f3eb6aaab4d583075900662b660f52a018fbef2c90fb32d18a46f7432c647aa7:0000000000000000",
            "audit, did:firefly:org/org_2, 1,"
                    + " f8d6724d88030f20cf5b2fb143917a3a38f12949ae323a71c87b1c3738e26e09:0000000000000001"
        })
        void pinOfAMessage(String topic, String author, long nonce, String pin) {
            assertThat(Contexts.pinText(Contexts.pin(topic, GROUP, author, nonce), nonce))
                    .isEqualTo(pin);
        }

        @Test
        void negativeNonceCountsAsZero() {
            assertThat(Contexts.pin("orders", GROUP, ORG_1, -1)).isEqualTo(Contexts.pin("orders", GROUP, ORG_1, 0));
        }

        @ParameterizedTest
        @CsvSource({
            "454e83fd0298ff99063d460b1241e150a7e26268ff5244ef115eb1a2a478c9f4,"
                    + " 15f78ea36ab96f7d2f47156765f0478d861422de8d783bb6b3d2ef1af2b67667",
            "orders, facea57d2ec0677f68c6639fd441b3077d83f039396fa433e94456a9f066654b",
            "audit, 5088c6978113a69b36db00b183b89f870327be49e31133ca5fc7ab9c6ec492be"
        })
        void nonceKeyOfOrg1(String topic, String key) {
            assertThat(Contexts.nonceKey(topic, GROUP, ORG_1)).hasToString(key);
        }

        @Test
        void privateHeaderAndMessageHash() {
            MessageHeader header = new MessageHeader(
                    id("4d4d4d4d-5e5e-4f5f-8060-717171717171"),
                    id("1f0c1a52-9a37-4f5e-8f2c-3f6a7f0e2b11"),
                    MessageType.PRIVATE,
                    TxType.BATCH_PIN,
                    ORG_1,
                    ADDRESS,
                    Instant.parse("2024-03-01T11:00:01Z"),
                    "net1",
                    GROUP,
                    List.of("orders"),
                    null,
                    DataRef.hashOf(List.of(new DataRef(DATA_ID, VALUE_HASH))),
                    null);

            assertThat(Json.write(header)).isEqualTo(vector("b-header"));
            assertThat(header.hash()).hasToString("4e011ee49e7ecc0506745f6e20ebca3d38792bb0afc6a1e956bfa1213dc05e8e");
        }

        @Test
        void wrapperManifestAndBatchHash() {
            Batch batch = batchOfWrapper();

            String manifest = BatchManifest.of(batch.id(), batch.payload()).text();

            assertThat(manifest).isEqualTo(vector("b-manifest"));
            assertThat(BatchManifest.hash(manifest))
                    .isEqualTo(batch.hash())
                    .hasToString("a7c2d474b2cf3dcbefa31da9c5724d6c66e1b7cafab34e570262f8905d67f984");
        }

        @Test
        void wrappedBatchHasGosLayout() {
            assertThat("{\"batch\":" + Json.write(batchOfWrapper()) + "}").isEqualTo(vector("b-wrapper"));
        }

        @Test
        void pinOfTheWrapperIsThatOfItsTopic() {
            Message message = batchOfWrapper().payload().messages().get(0);

            assertThat(message.pins()).containsExactly(Contexts.pinText(Contexts.pin("orders", GROUP, ORG_1, 0), 0));
        }

        private Batch batchOfWrapper() {
            JsonObject wrapper = JsonObject.parse(vector("b-wrapper"));
            assertThat(wrapper.fields()).containsOnlyKeys("batch");
            // The raw text, since a tree would sort the keys of the value.
            String text = vector("b-wrapper");
            return Json.read(text.substring("{\"batch\":".length(), text.length() - 1), Batch.class);
        }
    }

    @Nested
    class Section17x4DataWithBlob {
        private final Hash blob = Hash.sha256("hello world");
        private final RawJson value = RawJson.require("{\"filename\":\"a.txt\",\"mimetype\":\"text/plain\"}");
        private final BlobRef ref = new BlobRef(blob, 11, "a.txt", null, null);

        @Test
        void blobHash() {
            assertThat(blob).hasToString("b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9");
        }

        @Test
        void valueHash() {
            assertThat(Data.hashOf(value, null))
                    .hasToString("2a7b946e115251d77649b035491efa3e99cecfbae2eb23f464ee636cc3852cd0");
        }

        @Test
        void hashOfBothIsOverTheirHexTexts() {
            assertThat(Data.hashOf(value, ref))
                    .hasToString("838764e0fd22a407cec560025a38892b814a33f28a4d055f13faabd81c8411cd");
        }

        @Test
        void hashOfTheBlobAloneIsNotHashedAgain() {
            assertThat(Data.hashOf(null, ref)).isEqualTo(blob);
            assertThat(Data.hashOf(null, null)).isNull();
        }
    }

    @Nested
    class Section17x5RootOrgClaim {
        private static final String VALUE =
                "{\"identity\":{\"id\":\"5e5e5e5e-6f6f-4060-8171-828282828282\",\"did\":\"did:firefly:org/org_1\","
                        + "\"type\":\"org\",\"namespace\":\"\",\"name\":\"org_1\",\"messages\":{\"claim\":null,"
                        + "\"verification\":null,\"update\":null}}}";

        private final Identity identity = new Identity(
                id("5e5e5e5e-6f6f-4060-8171-828282828282"),
                Identity.did(IdentityType.ORG, "org_1"),
                IdentityType.ORG,
                null,
                "",
                "org_1",
                null,
                null,
                IdentityMessages.NONE,
                null,
                null);

        @Test
        void topic() {
            assertThat(identity.topic()).isEqualTo("f2420b22fe66fbe5e73516c6f26920803e2d0557639f98e13490bb9075076637");
        }

        @Test
        void verifierHash() {
            assertThat(Verifier.hashOf("default", Verifier.ETHEREUM_ADDRESS, ADDRESS))
                    .hasToString("55319264e5f1a404178016c41479ea0654945126c94e141e4474687023e37acf");
        }

        @Test
        void valueTextAndHash() {
            RawJson value = RawJson.of(new IdentityClaim(identity));

            assertThat(value.text()).isEqualTo(VALUE);
            assertThat(Data.hashOf(value, null))
                    .hasToString("f81abf1d4e34a4b370f1d1c4ca82d4aaa7f6172d576375c3fad8276936bec3b8");
            assertThat(Json.read(VALUE, IdentityClaim.class).identity()).isEqualTo(identity);
        }

        @Test
        void headerTextAndMessageHash() {
            MessageHeader header = new MessageHeader(
                    id("70707070-8181-4292-83a3-a4a4a4a4a4a4"),
                    null,
                    MessageType.DEFINITION,
                    TxType.BATCH_PIN,
                    ORG_1,
                    ADDRESS,
                    Instant.parse("2024-03-01T09:00:00.250Z"),
                    "net1",
                    null,
                    List.of(identity.topic()),
                    Definitions.TAG_IDENTITY_CLAIM,
                    DataRef.hashOf(List.of(new DataRef(
                            id("6f6f6f6f-7070-4181-8292-939393939393"),
                            Hash.parse("f81abf1d4e34a4b370f1d1c4ca82d4aaa7f6172d576375c3fad8276936bec3b8")))),
                    null);

            assertThat(Json.write(header)).isEqualTo(vector("d-header"));
            assertThat(header.hash()).hasToString("f6d496d1bcfdf2527c707f242a96ad4624e31a7dfcc9fb61a1eff8533bb9c2b2");
        }
    }

    @Nested
    class Section17x6EscapingInTheHeader {
        @Test
        void fabricStyleKeyIsEscapedInTheHashedText() {
            MessageHeader header = new MessageHeader(
                    id("00000000-0000-4000-8000-000000000001"),
                    null,
                    MessageType.BROADCAST,
                    TxType.BATCH_PIN,
                    ORG_1,
                    "org1MSP::x509::CN=u<1>,O=A&B::CN=ca",
                    Instant.parse("2024-03-01T00:00:00Z"),
                    "net1",
                    null,
                    List.of("default"),
                    null,
                    DataRef.hashOf(List.of()),
                    null);

            assertThat(Json.write(header)).isEqualTo(vector("e-header"));
            assertThat(header.hash()).hasToString("2bf9fffe649521290c2947a76c981067f177e696bca1bd5f928dcdc034fae80a");
            assertThat(Json.read(vector("e-header"), MessageHeader.class)).isEqualTo(header);
        }
    }

    @Nested
    class Section17x7SmallConstants {
        @Test
        void datahashWithoutData() {
            assertThat(DataRef.hashOf(new ArrayList<>()))
                    .hasToString("4f53cda18c2baa0c0354bb5f9a3ecbe5ed12ab4d8e11ba873c2f11161202b945");
        }

        @Test
        void hashOfNullTextIsNeverADatahash() {
            assertThat(Hash.sha256("null"))
                    .hasToString("74234e98afe7498fb5daf1f36ac2d78acc339464f950703b8c019892f982b90b")
                    .isNotEqualTo(DataRef.hashOf(List.of()));
        }

        @Test
        void contextOfTheDefaultTopic() {
            assertThat(Contexts.broadcast("default"))
                    .hasToString("37a8eec1ce19687d132fe29051dca629d164e2c4958ba141d5f4133a33f0688f");
        }

        @Test
        void topicOfADatatypeHasNoNamespaceAndNoVersion() {
            Datatype datatype =
                    new Datatype(null, null, ValidatorType.JSON, "local", "widget", "0.0.2", null, null, null);

            assertThat(datatype.topic()).isEqualTo("1e38979b877aa38656e81181df558f88f10125443911e72204e0984c37f79815");
        }

        @ParameterizedTest
        @CsvSource({
            "ffi, simplestorage, 187d6443c4fb69021e380f6618c84830d39cc8a14423aa051c8e361423348254",
            "tokenpool, pool1, 8167d594f7ee6c00c5d6aa68899a2a865d7c7b399f1a3082d94318bfa51e827c",
            "contractapi, api1, 6f1399fc379b457c536ff4a73f97dda2857386d9ccd3ccb8187013cec6c9e2b1"
        })
        void topicOfOtherDefinitions(String type, String name, String topic) {
            assertThat(Definitions.topic(type, "", name)).isEqualTo(topic);
        }
    }
}
