/**
 * The front door on Jetty, which nothing outside this bundle sees.
 *
 * <p>The OSGi HTTP whiteboard is implemented only as far as the JAX-RS whiteboard needs it: servlets that select a
 * {@code ServletContextHelper} with a path of its own. The default context, filters, listeners and resources are not.
 */
@NullMarked
package io.photinus.http.internal;

import org.jspecify.annotations.NullMarked;
