/** The northbound services: what REST, sockets and shell can ask of the node. */
@Export
@Version("1.0.0")
@NullMarked
package io.photinus.api;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
