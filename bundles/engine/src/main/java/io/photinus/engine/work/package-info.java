/** What every part of a namespace's engine shares: settings, doorbells, failpoints. */
@NullMarked
package io.photinus.engine.work;

import org.jspecify.annotations.NullMarked;
