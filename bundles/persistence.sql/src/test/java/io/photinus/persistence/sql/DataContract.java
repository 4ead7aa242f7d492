package io.photinus.persistence.sql;

import io.photinus.types.Data;
import io.photinus.types.Datatype;
import io.photinus.types.Hash;
import io.photinus.types.ValidatorType;
import io.photinus.types.json.RawJson;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

abstract class DataContract extends StoreContract {
    @Test
    void givesBackWhatWasInserted() {
        Data full = samples.data(UUID.randomUUID());
        Data bare = new Data(UUID.randomUUID(), null, ns, null, null, null, null, null, null);

        Set<UUID> fresh = write(tx -> tx.data().insert(ns, List.of(full, bare)));

        assertThat(fresh).containsExactlyInAnyOrder(full.id(), bare.id());
        assertThat(committed.data().find(ns, full.id())).contains(full);
        assertThat(committed.data().find(ns, bare.id())).contains(bare);
        assertThat(committed.data().find(otherNs, full.id())).isEmpty();
        assertThat(committed.data().findAll(ns, List.of(full.id(), UUID.randomUUID())))
                .containsExactly(full);
        assertThat(committed.data().findAll(ns, List.of())).isEmpty();
    }

    @Test
    void keepsTheValueByteForByte() {
        RawJson value = RawJson.require("{\"z\":1.50,\"a\":\"\\u003cé\\u2028\\\"\",\"z\":null}");
        Data data = new Data(UUID.randomUUID(), ValidatorType.JSON, ns, null, null, null, value, null, null);

        run(tx -> tx.data().insert(ns, List.of(data)));

        assertThat(committed.data().find(ns, data.id()).orElseThrow().value().text())
                .isEqualTo(value.text());
    }

    @Test
    void leavesExistingDataUntouched() {
        Data first = samples.data(UUID.randomUUID());
        run(tx -> tx.data().insert(ns, List.of(first)));
        Data again = new Data(first.id(), ValidatorType.NONE, ns, null, null, null, null, null, null);

        Set<UUID> fresh = write(tx -> tx.data().insert(ns, List.of(again)));

        assertThat(fresh).isEmpty();
        assertThat(committed.data().find(ns, first.id())).contains(first);
    }

    @Test
    void acceptsADatatypeOncePerNameAndVersion() {
        Datatype first = datatype("widget", "1.0");
        Datatype sameName = datatype("widget", "1.0");
        Datatype nextVersion = datatype("widget", "2.0");

        List<Boolean> inserted = write(tx -> List.of(
                tx.datatypes().insert(ns, first),
                tx.datatypes().insert(ns, sameName),
                tx.datatypes().insert(ns, nextVersion),
                tx.datatypes().insert(otherNs, first)));

        assertThat(inserted).containsExactly(true, false, true, true);
        assertThat(committed.datatypes().find(ns, "widget", "1.0")).contains(first);
        assertThat(committed.datatypes().find(ns, "widget", "3.0")).isEmpty();
        assertThat(committed.datatypes().findAll(ns, List.of(first.id(), nextVersion.id())))
                .containsExactlyInAnyOrder(first, nextVersion);
    }

    private Datatype datatype(String name, String version) {
        return new Datatype(
                UUID.randomUUID(),
                UUID.randomUUID(),
                ValidatorType.JSON,
                ns,
                name,
                version,
                Hash.sha256(name),
                Samples.TIME,
                RawJson.require("{\"type\":\"object\"}"));
    }
}
