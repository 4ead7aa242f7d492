/** PostgreSQL as a database plugin: where the server is, the connections, the schema, and doorbells between processes. */
@NullMarked
package io.photinus.database.postgres;

import org.jspecify.annotations.NullMarked;
