/** Go-compatible JSON: raw values kept verbatim, records written in declaration order. */
@Export
@Version("1.0.0")
@NullMarked
package io.photinus.types.json;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
