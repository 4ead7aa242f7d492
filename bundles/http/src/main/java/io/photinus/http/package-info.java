/** What bundles hand to the front door and what they get from it: WebSocket endpoints and the listeners that are up. */
@Export
@Version("1.0.0")
@NullMarked
package io.photinus.http;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
