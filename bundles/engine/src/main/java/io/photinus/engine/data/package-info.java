/** Data items and datatypes: sealing, storing, checking against a schema. */
@NullMarked
package io.photinus.engine.data;

import org.jspecify.annotations.NullMarked;
