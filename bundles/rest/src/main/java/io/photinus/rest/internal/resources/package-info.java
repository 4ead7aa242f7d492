/** The operations, a class per noun; none has a rule of its own (api 3). */
@NullMarked
package io.photinus.rest.internal.resources;

import org.jspecify.annotations.NullMarked;
