/** FireFly's records, ids and hashes as they stand on the wire (multiparty protocol, sections 1 to 3). */
@Export
@Version("1.0.0")
@NullMarked
package io.photinus.types;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
