/** The core processes that share one database: who lives, who holds which lease, whose turn it is. */
@NullMarked
package io.photinus.engine.cores;

import org.jspecify.annotations.NullMarked;
