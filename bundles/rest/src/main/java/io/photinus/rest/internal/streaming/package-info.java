/** Lists of any length, written while the database still reads (api 6.4, {@code limit=0}). */
@NullMarked
package io.photinus.rest.internal.streaming;

import org.jspecify.annotations.NullMarked;
