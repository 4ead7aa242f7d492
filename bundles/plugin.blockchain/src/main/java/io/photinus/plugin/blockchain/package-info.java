/** The contract of a ledger connector: pin, follow, keys (protocol 5 to 7). */
@Export
@Version("1.0.0")
@NullMarked
package io.photinus.plugin.blockchain;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
