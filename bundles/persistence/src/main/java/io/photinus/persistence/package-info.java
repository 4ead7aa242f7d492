/** Repositories and the unit of work: what the engine stores, without a word of SQL. */
@Export
@Version("1.0.0")
@NullMarked
package io.photinus.persistence;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
