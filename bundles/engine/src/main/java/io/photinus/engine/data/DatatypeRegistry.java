package io.photinus.engine.data;

import io.photinus.engine.work.NamespaceContext;
import io.photinus.engine.work.Remembered;
import io.photinus.types.Datatype;
import io.photinus.types.DatatypeRef;
import io.photinus.types.Names;
import io.photinus.types.ValidatorType;
import io.photinus.types.error.ErrorCode;
import io.photinus.types.error.NodeProblem;
import io.photinus.types.json.RawJson;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The confirmed datatypes of a namespace and the checks against them. A confirmed datatype never changes, so what was found
 * once is kept. Thread-safe.
 */
public final class DatatypeRegistry {

    private final NamespaceContext context;
    private final Schemas schemas;
    private final Remembered<DatatypeRef, Datatype> known = new Remembered<>(500);

    public DatatypeRegistry(NamespaceContext context, Schemas schemas) {
        this.context = context;
        this.schemas = schemas;
    }

    public Schemas schemas() {
        return schemas;
    }

    /** A reference without name or version is unknown (protocol 6.7). */
    public Optional<Datatype> find(@Nullable DatatypeRef ref) {
        if (ref == null || ref.name() == null || ref.version() == null) {
            return Optional.empty();
        }
        Optional<Datatype> cached = known.get(ref);
        if (cached.isPresent()) {
            return cached;
        }
        String name = ref.name();
        String version = ref.version();
        Optional<Datatype> found =
                context.store().read(store -> store.datatypes().find(context.name(), name, version));
        found.ifPresent(datatype -> known.put(ref, datatype));
        return found;
    }

    /**
     * Checks a value before it is stored or sent (protocol 2.9, 16.1).
     *
     * @throws NodeProblem FF10195, FF10198, FF10199
     */
    public void check(@Nullable DatatypeRef ref, ValidatorType validator, @Nullable RawJson value) {
        if (ref == null || validator == ValidatorType.NONE) {
            return;
        }
        Datatype datatype = find(ref).orElseThrow(() -> new NodeProblem(ErrorCode.FF10195, ref.name(), ref.version()));
        if (value == null) {
            throw new NodeProblem(ErrorCode.FF10199, ref.name());
        }
        schemas.validate(datatype, value);
    }

    /**
     * Checks the definition of a datatype (protocol 8.4). {@code hash} and {@code created} are for the caller to check.
     *
     * @throws NodeProblem FF00111, FF00112, FF00140, FF00141, FF10196
     */
    public void checkDefinition(Datatype datatype) {
        if (datatype.validator() != ValidatorType.JSON) {
            throw new NodeProblem(ErrorCode.FF00111, String.valueOf(datatype.validator()), "validator");
        }
        Names.requireNoUuid(datatype.name(), "name");
        Names.require(datatype.version(), "version");
        RawJson value = datatype.value();
        if (value == null) {
            throw new NodeProblem(ErrorCode.FF00112, "value");
        }
        schemas.check(String.valueOf(datatype.name()), value);
    }
}
