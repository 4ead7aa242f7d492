package io.photinus.itests.distribution;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives the constructor of a test class a {@link Network} of this form. All classes of a run share it, so a test counts only
 * what it has sent itself, under topics of its own.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(Networks.class)
@interface On {
    Form value();

    /** How members are spread over processes. */
    enum Form {
        ONE_PROCESS,
        PROCESS_PER_MEMBER,
        /** A process per member, on a PostgreSQL that belongs to the network; the others are on SQLite. */
        ON_POSTGRES
    }
}
