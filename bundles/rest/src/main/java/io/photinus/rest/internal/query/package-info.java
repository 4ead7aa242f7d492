/** The filter language of lists (api 6). */
@NullMarked
package io.photinus.rest.internal.query;

import org.jspecify.annotations.NullMarked;
