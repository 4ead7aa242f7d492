/** The contract of a database: connections, dialect and schema. */
@Export
@Version("1.0.0")
@NullMarked
package io.photinus.plugin.database;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
