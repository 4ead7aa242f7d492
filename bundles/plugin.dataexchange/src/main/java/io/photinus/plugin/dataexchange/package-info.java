/** The contract of the private exchange between members (protocol 9). */
@Export
@Version("1.0.0")
@NullMarked
package io.photinus.plugin.dataexchange;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
