/** Lean HTTP and WebSocket connections: the driver shares its cores with the nodes that it measures. */
@NullMarked
package io.photinus.tools.bench.wire;

import org.jspecify.annotations.NullMarked;
