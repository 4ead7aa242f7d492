/** The repositories on MyBatis: every statement stands in a mapper file beside its interface. */
@NullMarked
package io.photinus.persistence.sql;

import org.jspecify.annotations.NullMarked;
