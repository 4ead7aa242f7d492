package io.photinus.rest.internal.routing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares an operation of the API, next to the JAX-RS annotations of its method. Routing, both address forms, the answer's
 * status and the OpenAPI documents follow from the two together: path, method and parameters are read from JAX-RS, the body
 * is the parameter without annotation, and a query parameter {@code confirm} makes the operation one that can wait
 * (api 2.6).
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Route {
    /** FireFly's operation id, of the form without namespace in its address. */
    String id();

    /** What it does, in a sentence. */
    String does();

    /** The record set by whose fields the request can filter; empty for none. */
    String filter() default "";

    /** The record in the answer; {@code void} for an answer without body. */
    Class<?> output() default void.class;

    /** Whether the answer is a list of {@link #output()}. */
    boolean list() default false;

    /** The status of success, without waiting. */
    int ok() default 200;

    /** Fields of the body that the documents leave out, as dotted names: the node sets them itself. */
    String[] readOnly() default {};

    /** Whether a multipart body reaches the method; elsewhere it is refused with 415. */
    boolean files() default false;

    boolean deprecated() default false;

    /** Whether this is a document about the API: served for any method, and only at the address that it declares. */
    boolean document() default false;
}
