/** Builds the engine of each namespace and offers the node to its edges. */
@NullMarked
package io.photinus.engine;

import org.jspecify.annotations.NullMarked;
