/** Queries over FireFly's collections: the field catalogue and the parsed filter (api 6). */
@Export
@Version("1.0.0")
@NullMarked
package io.photinus.types.query;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
