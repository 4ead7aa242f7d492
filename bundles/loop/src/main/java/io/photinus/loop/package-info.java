/** The cursor loop with its doorbell and back-off: every background job is one of these. */
@Export
@Version("1.0.0")
@NullMarked
package io.photinus.loop;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
