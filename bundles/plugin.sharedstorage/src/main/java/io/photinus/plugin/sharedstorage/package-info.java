/** The contract of a store that all members can read (protocol 10). */
@Export
@Version("1.0.0")
@NullMarked
package io.photinus.plugin.sharedstorage;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
