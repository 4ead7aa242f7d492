/**
 * Subscriptions: what applications want to hear of, and the delivery of events to them through transports (protocol 12).
 * Knows the store and the transport contract, and nothing else of the engine.
 */
@NullMarked
package io.photinus.engine.subscriptions;

import org.jspecify.annotations.NullMarked;
