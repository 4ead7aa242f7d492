/** Assembles ready messages into sealed batches. */
@NullMarked
package io.photinus.engine.batch;

import org.jspecify.annotations.NullMarked;
