/** Composes, seals and stores outgoing messages, and lets callers wait for their confirmation. */
@NullMarked
package io.photinus.engine.messaging;

import org.jspecify.annotations.NullMarked;
