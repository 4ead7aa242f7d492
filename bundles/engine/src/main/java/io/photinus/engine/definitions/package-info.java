/** Definitions on both sides: claims and datatypes that we send, and the handlers of those that we receive (protocol 8). */
@NullMarked
package io.photinus.engine.definitions;

import org.jspecify.annotations.NullMarked;
