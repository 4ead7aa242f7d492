/** Delivery of events over WebSockets (api 8, protocol 12.4). */
@NullMarked
package io.photinus.transport.websockets;

import org.jspecify.annotations.NullMarked;
