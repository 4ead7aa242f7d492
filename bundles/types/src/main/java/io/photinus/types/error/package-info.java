/** The one catalogue of errors: code, HTTP status and text. */
@Export
@Version("1.0.0")
@NullMarked
package io.photinus.types.error;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
