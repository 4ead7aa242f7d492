/** A real PostgreSQL server for tests and for networks on one machine. */
@NullMarked
package io.photinus.tools.postgres;

import org.jspecify.annotations.NullMarked;
