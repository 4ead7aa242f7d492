package io.photinus.api;

import io.photinus.types.Datatype;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/** Datatypes of a namespace (api 3.1, rows 25 to 27). */
@ProviderType
public interface Datatypes {
    /** Checks the definition (FF00140, FF00141, FF10196) and broadcasts it. */
    CompletionStage<Datatype> define(Datatype draft, Confirm confirm);

    /** Names are checked: FF00140, FF00141. */
    Optional<Datatype> find(String name, String version);
}
