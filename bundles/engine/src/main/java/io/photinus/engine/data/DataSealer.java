package io.photinus.engine.data;

import io.photinus.api.MessageDraft.DataDraft;
import io.photinus.engine.work.NamespaceContext;
import io.photinus.types.Data;
import io.photinus.types.DataRef;
import io.photinus.types.Hash;
import io.photinus.types.ValidatorType;
import io.photinus.types.error.ErrorCode;
import io.photinus.types.error.NodeProblem;
import io.photinus.types.json.RawJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Turns what an application sends as data into sealed items and references (protocol 2.2). */
public final class DataSealer {
    private final NamespaceContext context;
    private final DatatypeRegistry datatypes;

    public DataSealer(NamespaceContext context, DatatypeRegistry datatypes) {
        this.context = context;
        this.datatypes = datatypes;
    }

    /**
     * The data of one message.
     *
     * @param all in the message's order
     * @param fresh those that are not stored yet
     */
    public record Sealed(List<Data> all, List<Data> fresh) {
        public List<DataRef> refs() {
            return all.stream().map(Data::ref).toList();
        }
    }

    /**
     * Seals a new value.
     *
     * @throws NodeProblem FF00109, FF10195, FF10198, FF10199
     */
    public Data seal(@Nullable RawJson value, DataDraft draft) {
        ValidatorType validator = draft.validator() == null ? ValidatorType.JSON : draft.validator();
        if (value == null) {
            throw new NodeProblem(ErrorCode.FF00109);
        }
        datatypes.check(draft.datatype(), validator, value);
        return new Data(
                context.newId(),
                validator,
                context.name(),
                Hash.sha256(value.text()),
                context.now(),
                draft.datatype(),
                value,
                null,
                null);
    }

    /**
     * Resolves references and seals values.
     *
     * @throws NodeProblem FF10204 for an unknown reference, FF10205 for an entry with neither, and those of {@link #seal}
     */
    public Sealed seal(List<DataDraft> drafts) {
        List<UUID> referenced = drafts.stream()
                .filter(draft -> draft.value() == null)
                .map(DataDraft::id)
                .filter(Objects::nonNull)
                .toList();
        Map<UUID, Data> stored = referenced.isEmpty()
                ? Map.of()
                : context.store().read(store -> store.data().findAll(context.name(), referenced)).stream()
                        .collect(Collectors.toMap(data -> Objects.requireNonNull(data.id()), Function.identity()));
        List<Data> all = new ArrayList<>(drafts.size());
        List<Data> fresh = new ArrayList<>(drafts.size());
        for (int i = 0; i < drafts.size(); i++) {
            DataDraft draft = drafts.get(i);
            if (draft.value() != null) {
                Data item = seal(draft.value(), draft);
                all.add(item);
                fresh.add(item);
            } else if (draft.id() == null) {
                throw new NodeProblem(ErrorCode.FF10205, i);
            } else {
                Data item = stored.get(draft.id());
                if (item == null || draft.hash() != null && !draft.hash().equals(item.hash())) {
                    throw new NodeProblem(ErrorCode.FF10204, i);
                }
                all.add(item);
            }
        }
        return new Sealed(List.copyOf(all), List.copyOf(fresh));
    }
}
