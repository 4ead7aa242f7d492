/** SQLite as a database plugin: the file, its lock, its connections and its schema. */
@NullMarked
package io.photinus.database.sqlite3;

import org.jspecify.annotations.NullMarked;
