package io.photinus.types;

import io.photinus.types.json.Opt;
import io.photinus.types.json.WireName;
import org.jspecify.annotations.Nullable;

/**
 * The file attached to a data item (protocol 2.2).
 *
 * @param size in bytes
 * @param publicRef the reference in shared storage, once published
 */
public record BlobRef(
        @Nullable Hash hash,
        long size,
        @Nullable String name,
        @Opt @Nullable String path,
        @WireName("public") @Opt @Nullable String publicRef) {

    public BlobRef {
        name = name == null ? "" : name;
    }
}
