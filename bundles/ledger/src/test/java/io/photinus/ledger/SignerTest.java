package io.photinus.ledger;

import io.photinus.types.Hash;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SignerTest {
    private static final Hash DIGEST = Hash.sha256("text");

    @Test
    void derivesTheAddressAsEthereumDoes() {
        assertThat(TestKey.of(1).address()).isEqualTo("0x7e5f4552091a69125d5dfcb7b8c2659029395bdf");
        assertThat(TestKey.of(2).address()).isEqualTo("0x2b5ad5c4795c026514f8317c7a215e218dccd6cf");
    }

    @Test
    void takesCompressedAndUncompressedKeys() throws Exception {
        assertThat(Signer.of(TestKey.of(7).publicKey(true)).address())
                .isEqualTo(Signer.of(TestKey.of(7).publicKey(false)).address());
    }

    @Test
    void acceptsItsOwnSignatureOnly() throws Exception {
        Signer signer = Signer.of(TestKey.of(7).publicKey());

        assertThatCode(() -> signer.verify(DIGEST.bytes(), TestKey.of(7).sign(DIGEST)))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> signer.verify(DIGEST.bytes(), TestKey.of(8).sign(DIGEST)))
                .hasMessage("signature does not match");
        assertThatThrownBy(() -> signer.verify(DIGEST.bytes(), TestKey.of(7).sign(Hash.sha256("another text"))))
                .hasMessage("signature does not match");
    }

    @Test
    void refusesTheSecondFormOfASignature() throws Exception {
        Signer signer = Signer.of(TestKey.of(7).publicKey());

        assertThatThrownBy(() -> signer.verify(DIGEST.bytes(), TestKey.of(7).signHigh(DIGEST)))
                .hasMessageContaining("high s");
    }

    @Test
    void refusesWhatIsNoKeyAndNoSignature() throws Exception {
        Signer signer = Signer.of(TestKey.of(7).publicKey());

        assertThatThrownBy(() -> Signer.of("0x04" + "11".repeat(64))).isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> Signer.of("0x00")).isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> Signer.of("nonsense")).isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> signer.verify(DIGEST.bytes(), "0x" + "00".repeat(64)))
                .hasMessage("signature does not match");
        assertThatThrownBy(() -> signer.verify(DIGEST.bytes(), "0x1234")).hasMessageContaining("64 bytes");
        assertThatThrownBy(() -> signer.verify(DIGEST.bytes(), "nonsense")).hasMessageContaining("not hex");
    }
}
