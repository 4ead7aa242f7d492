/** Identities and keys: who we are, who signs, who others are. */
@NullMarked
package io.photinus.engine.network;

import org.jspecify.annotations.NullMarked;
