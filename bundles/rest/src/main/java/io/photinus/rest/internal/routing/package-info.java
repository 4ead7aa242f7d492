/** Which operation a request means, and what its outcome looks like (api 2.1, 2.2, 2.5). */
@NullMarked
package io.photinus.rest.internal.routing;

import org.jspecify.annotations.NullMarked;
