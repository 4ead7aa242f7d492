package io.photinus.persistence.sql;

import io.photinus.persistence.OperationRepository.Change;
import io.photinus.types.OpStatus;
import io.photinus.types.OpType;
import io.photinus.types.Operation;
import io.photinus.types.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

abstract class OperationContract extends StoreContract {
    private static final Instant LATER = Samples.TIME.plusSeconds(5);
    private static final JsonObject OUTPUT = JsonObject.of(Map.of("ref", "Qm"));

    private Operation insert(OpType type, OpStatus status) {
        Operation operation = samples.operation(type, status);
        run(tx -> tx.operations().insert(ns, List.of(operation)));
        return operation;
    }

    private Operation find(UUID id) {
        return committed.operations().find(ns, id).orElseThrow();
    }

    private List<Operation> update(Change... changes) {
        return write(tx -> tx.operations().update(ns, List.of(changes), LATER));
    }

    private List<UUID> open(OpType... types) {
        return committed.operations().open(ns, List.of(types), 100).stream()
                .map(Operation::id)
                .toList();
    }

    @Test
    void givesBackWhatWasInserted() {
        Operation operation = insert(OpType.BLOCKCHAIN_PIN_BATCH, OpStatus.INITIALIZED);

        assertThat(find(operation.id())).isEqualTo(operation);
        assertThat(committed.operations().find(otherNs, operation.id())).isEmpty();
        assertThat(committed.operations().byTransaction(ns, operation.tx())).containsExactly(operation);
        assertThat(committed.operations().findAll(ns, List.of(operation.id(), UUID.randomUUID())))
                .containsExactly(operation);
    }

    @Test
    void writesOutcomesAndReturnsWhatChanged() {
        Operation upload = insert(OpType.SHAREDSTORAGE_UPLOAD_BATCH, OpStatus.PENDING);
        Operation pin = insert(OpType.BLOCKCHAIN_PIN_BATCH, OpStatus.INITIALIZED);

        List<Operation> changed = update(
                new Change(upload.id(), OpStatus.SUCCEEDED, OUTPUT, null),
                new Change(pin.id(), OpStatus.FAILED, null, "refused"),
                new Change(UUID.randomUUID(), OpStatus.FAILED, null, "unknown"));

        assertThat(changed).extracting(Operation::id).containsExactlyInAnyOrder(upload.id(), pin.id());
        assertThat(changed).contains(find(upload.id()), find(pin.id()));
        assertThat(find(upload.id()).status()).isEqualTo(OpStatus.SUCCEEDED);
        assertThat(find(upload.id()).output()).isEqualTo(OUTPUT);
        assertThat(find(upload.id()).error()).isNull();
        assertThat(find(upload.id()).updated()).isEqualTo(LATER);
        assertThat(find(pin.id()).error()).isEqualTo("refused");
        assertThat(find(pin.id()).output()).isNull();
    }

    @Test
    void neverPutsPendingInPlaceOfAnOutcome() {
        Operation done = insert(OpType.BLOCKCHAIN_PIN_BATCH, OpStatus.SUCCEEDED);
        Operation failed = insert(OpType.BLOCKCHAIN_PIN_BATCH, OpStatus.FAILED);

        List<Operation> changed = update(
                new Change(done.id(), OpStatus.PENDING, OUTPUT, null),
                new Change(failed.id(), OpStatus.SUCCEEDED, null, null));

        assertThat(changed).extracting(Operation::id).containsExactly(failed.id());
        assertThat(find(done.id())).isEqualTo(done);
        assertThat(find(failed.id()).status()).isEqualTo(OpStatus.SUCCEEDED);
    }

    @Test
    void keepsOutputAndErrorThatAChangeDoesNotName() {
        Operation operation = insert(OpType.BLOCKCHAIN_INVOKE, OpStatus.PENDING);
        update(new Change(operation.id(), OpStatus.PENDING, OUTPUT, "first"));

        update(new Change(operation.id(), OpStatus.SUCCEEDED, null, null));

        assertThat(find(operation.id()).output()).isEqualTo(OUTPUT);
        assertThat(find(operation.id()).error()).isEqualTo("first");
    }

    @Test
    void appliesSeveralChangesOfOneOperationInOrder() {
        Operation operation = insert(OpType.BLOCKCHAIN_INVOKE, OpStatus.INITIALIZED);

        List<Operation> changed = update(
                new Change(operation.id(), OpStatus.PENDING, OUTPUT, null),
                new Change(operation.id(), OpStatus.SUCCEEDED, null, "note"),
                new Change(operation.id(), OpStatus.PENDING, null, "late"));

        assertThat(changed).containsExactly(find(operation.id()));
        assertThat(find(operation.id()).status()).isEqualTo(OpStatus.SUCCEEDED);
        assertThat(find(operation.id()).output()).isEqualTo(OUTPUT);
        assertThat(find(operation.id()).error()).isEqualTo("note");
    }

    @Test
    void listsWhatStillHasToBeCalledInInsertOrder() {
        Operation first = insert(OpType.BLOCKCHAIN_PIN_BATCH, OpStatus.PENDING);
        Operation second = insert(OpType.SHAREDSTORAGE_UPLOAD_BATCH, OpStatus.INITIALIZED);
        Operation handedOver = insert(OpType.BLOCKCHAIN_PIN_BATCH, OpStatus.PENDING);
        Operation replaced = insert(OpType.BLOCKCHAIN_PIN_BATCH, OpStatus.INITIALIZED);
        insert(OpType.BLOCKCHAIN_PIN_BATCH, OpStatus.SUCCEEDED);
        insert(OpType.DATAEXCHANGE_SEND_BATCH, OpStatus.PENDING);
        UUID retry = UUID.randomUUID();
        update(new Change(handedOver.id(), OpStatus.PENDING, OUTPUT, null));
        run(tx -> tx.operations().setRetry(ns, replaced.id(), retry));

        assertThat(open(OpType.BLOCKCHAIN_PIN_BATCH, OpType.SHAREDSTORAGE_UPLOAD_BATCH))
                .containsExactly(first.id(), second.id());
        assertThat(open()).isEmpty();
        assertThat(find(replaced.id()).retry()).isEqualTo(retry);
    }
}
