/** Everything done outside the process: recorded, called, settled. */
@NullMarked
package io.photinus.engine.operations;

import org.jspecify.annotations.NullMarked;
