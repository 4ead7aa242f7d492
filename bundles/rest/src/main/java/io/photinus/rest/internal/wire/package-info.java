/** Bodies, parameters and problems on their way in and out (api 2.3, 2.5, 7). */
@NullMarked
package io.photinus.rest.internal.wire;

import org.jspecify.annotations.NullMarked;
