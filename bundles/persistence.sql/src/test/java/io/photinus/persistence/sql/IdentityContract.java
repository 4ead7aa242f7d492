package io.photinus.persistence.sql;

import io.photinus.types.Identity;
import io.photinus.types.IdentityMessages;
import io.photinus.types.IdentityType;
import io.photinus.types.Verifier;
import io.photinus.types.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

abstract class IdentityContract extends StoreContract {
    private Identity identity(UUID id, String name) {
        return new Identity(
                id,
                Identity.did(IdentityType.ORG, name),
                IdentityType.ORG,
                UUID.randomUUID(),
                ns,
                name,
                "about",
                JsonObject.of(Map.of("a", "b")),
                new IdentityMessages(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID()),
                Samples.TIME,
                Samples.TIME);
    }

    @Test
    void findsAnIdentityByIdDidAndName() {
        Identity org = identity(UUID.randomUUID(), "org_1");
        run(tx -> tx.identities().upsert(ns, org));

        assertThat(committed.identities().find(ns, org.id())).contains(org);
        assertThat(committed.identities().byDid(ns, org.did())).contains(org);
        assertThat(committed.identities().byName(ns, IdentityType.ORG, "org_1")).contains(org);
        assertThat(committed.identities().byName(ns, IdentityType.NODE, "org_1"))
                .isEmpty();
        assertThat(committed.identities().findAll(ns, List.of(org.id()))).containsExactly(org);
        assertThat(committed.identities().byDid(otherNs, org.did())).isEmpty();
    }

    @Test
    void replacesTheIdentityWithTheSameId() {
        Identity org = identity(UUID.randomUUID(), "org_1");
        Identity updated = org.withProfile(null, null).withMessages(IdentityMessages.NONE);
        run(tx -> tx.identities().upsert(ns, org));

        run(tx -> tx.identities().upsert(ns, updated));

        assertThat(committed.identities().find(ns, org.id())).contains(updated);
    }

    @Test
    void refusesASecondIdentityWithTheSameDid() {
        run(tx -> tx.identities().upsert(ns, identity(UUID.randomUUID(), "org_1")));

        assertThatThrownBy(() -> run(tx -> tx.identities().upsert(ns, identity(UUID.randomUUID(), "org_1"))))
                .isInstanceOf(RuntimeException.class)
                .hasMessageContaining("identities");
        run(tx -> tx.identities().upsert(otherNs, identity(UUID.randomUUID(), "org_1")));
    }

    @Test
    void givesEachVerifierOneIdentityAndEachIdentityOneVerifier() {
        UUID one = UUID.randomUUID();
        UUID two = UUID.randomUUID();
        Verifier first = Verifier.of(one, ns, Verifier.ETHEREUM_ADDRESS, "0x1", Samples.TIME);
        Verifier second = Verifier.of(two, ns, Verifier.ETHEREUM_ADDRESS, "0x2", Samples.TIME.plusSeconds(1));

        List<Boolean> inserted = write(tx -> List.of(
                tx.verifiers().insert(ns, second),
                tx.verifiers().insert(ns, first),
                tx.verifiers().insert(ns, Verifier.of(UUID.randomUUID(), ns, first.type(), "0x1", Samples.TIME)),
                tx.verifiers().insert(ns, Verifier.of(one, ns, first.type(), "0x3", Samples.TIME))));

        assertThat(inserted).containsExactly(true, true, false, false);
        assertThat(committed.verifiers().find(ns, first.hash())).contains(first);
        assertThat(committed.verifiers().byValue(ns, first.type(), "0x1")).contains(first);
        assertThat(committed.verifiers().byValue(otherNs, first.type(), "0x1")).isEmpty();
        assertThat(committed.verifiers().byIdentities(ns, List.of(two, one))).containsExactly(first, second);
    }
}
