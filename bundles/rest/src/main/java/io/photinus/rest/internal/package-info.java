/** The REST surface as one JAX-RS application. */
@NullMarked
package io.photinus.rest.internal;

import org.jspecify.annotations.NullMarked;
