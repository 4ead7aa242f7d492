package io.photinus.blockchain.ledger;

import io.photinus.types.error.ErrorCode;
import io.photinus.types.error.NodeProblem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class KeyDirectoryTest {
    private static final String ONE = "0x7e5f4552091a69125d5dfcb7b8c2659029395bdf";
    private static final String TWO = "0x2b5ad5c4795c026514f8317c7a215e218dccd6cf";

    @TempDir
    Path directory;

    private KeyDirectory keys;

    @BeforeEach
    void writeKeyOne() throws Exception {
        Files.writeString(directory.resolve("one.key"), String.format("0x%064x\n", 1));
        keys = new KeyDirectory(directory, true);
    }

    @Test
    void resolvesANameToItsAddress() {
        assertThat(keys.resolve("one", true)).isEqualTo(ONE);
        assertThat(keys.resolve("one", false)).isEqualTo(ONE);
    }

    @Test
    void takesAddressesInAnySpelling() {
        assertThat(keys.resolve("0x7E5F4552091A69125d5DfCb7b8C2659029395Bdf", true))
                .isEqualTo(ONE);
        assertThat(keys.resolve("7E5F4552091A69125d5DfCb7b8C2659029395Bdf", false))
                .isEqualTo(ONE);
        assertThat(keys.resolve(TWO, false)).isEqualTo(TWO);
    }

    @Test
    void refusesToSignForAnAddressWhoseKeyItDoesNotHave() {
        assertProblem(ErrorCode.FF10353, () -> keys.resolve(TWO, true));
    }

    @Test
    void findsAKeyThatIsAddedLater() throws Exception {
        assertProblem(ErrorCode.FF10353, () -> keys.resolve(TWO, true));

        Files.writeString(directory.resolve("two.key"), String.format("%064x", 2));

        assertThat(keys.resolve(TWO, true)).isEqualTo(TWO);
    }

    @Test
    void makesAKeyForItsOwnerOnlyWhenANameFirstSigns() throws Exception {
        assertProblem(ErrorCode.FF10141, () -> keys.resolve("org0", false));

        String address = keys.resolve("org0", true);

        Path file = directory.resolve("org0.key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(SigningKey.of(Files.readString(file)).address()).isEqualTo(address);
        assertThat(new KeyDirectory(directory, true).resolve("org0", true)).isEqualTo(address);
        try (var files = Files.list(directory)) {
            assertThat(files).hasSize(2);
        }
    }

    @Test
    void makesNoKeysWhenItMayNot() {
        assertProblem(ErrorCode.FF10141, () -> new KeyDirectory(directory, false).resolve("org0", true));
    }

    @Test
    void refusesWhatIsNeitherNameNorAddress() {
        for (String each : new String[] {"", "0x1234", "0X1234", "../one", "a b", ONE + "00"}) {
            assertProblem(ErrorCode.FF10141, () -> keys.resolve(each, true));
        }
    }

    @Test
    void showsTheAddressAndNeverTheSecret() {
        assertThat(SigningKey.of(String.format("%064x", 1))).hasToString(ONE);
    }

    private static void assertProblem(ErrorCode code, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(NodeProblem.class, problem -> assertThat(problem.code())
                .isEqualTo(code));
    }
}
