/** Talks to a node as an application does. */
@NullMarked
package io.photinus.tools.client;

import org.jspecify.annotations.NullMarked;
