package io.photinus.persistence;

import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** Positions: how far a job has come. */
@ProviderType
public interface Cursors {
    Optional<String> get(String namespace, String name);

    void set(String namespace, String name, String position);

    /** Sets several at once. */
    void setAll(String namespace, Map<String, String> positions);

    void delete(String namespace, String name);
}
