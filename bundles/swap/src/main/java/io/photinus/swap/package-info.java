/** Exchanges plugins in the running process. Imports nothing of ours, so that no refresh can stop it half-way. */
@NullMarked
package io.photinus.swap;

import org.jspecify.annotations.NullMarked;
