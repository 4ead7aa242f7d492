/** The contract of an event transport: how events reach applications (protocol 12). */
@Export
@Version("1.0.0")
@NullMarked
package io.photinus.plugin.transport;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
