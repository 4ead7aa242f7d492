package io.photinus.api;

import io.photinus.types.Data;
import io.photinus.types.query.Condition;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/** Data items of a namespace (api 3.1, rows 15 to 24); JSON values only in this release. */
@ProviderType
public interface DataItems {
    /** Checks and stores a value. Fails with FF00109 without one, FF10195, FF10198. */
    CompletionStage<Data> store(MessageDraft.DataDraft draft);

    Optional<Data> find(UUID id);

    /** What a message that carries the item fulfils (row 19). */
    Condition carrying(UUID id);
}
