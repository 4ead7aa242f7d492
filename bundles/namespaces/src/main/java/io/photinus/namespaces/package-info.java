/** Namespaces and the slots in them that plugins fill; what the engine needs to run inside a namespace. */
@Export
@Version("1.0.0")
@NullMarked
package io.photinus.namespaces;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
