/** What the node counts, as Prometheus text. */
@NullMarked
package io.photinus.metrics;

import org.jspecify.annotations.NullMarked;
