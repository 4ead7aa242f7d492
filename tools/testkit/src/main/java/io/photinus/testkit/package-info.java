/** Doubles of plugins that can be told to fail, and waiting for conditions. For tests only. */
@NullMarked
package io.photinus.testkit;

import org.jspecify.annotations.NullMarked;
