package io.photinus.persistence;

import io.photinus.types.Datatype;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.osgi.annotation.versioning.ProviderType;

/** Datatypes; unique by name and version. */
@ProviderType
public interface DatatypeRepository {
    /** Returns false when a datatype with this name and version, or this id, exists; it is left untouched. */
    boolean insert(String namespace, Datatype datatype);

    Optional<Datatype> find(String namespace, String name, String version);

    List<Datatype> findAll(String namespace, Collection<UUID> ids);
}
