/** Measures a running network. */
@NullMarked
package io.photinus.tools.bench;

import org.jspecify.annotations.NullMarked;
