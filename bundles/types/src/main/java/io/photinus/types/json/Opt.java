package io.photinus.types.json;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a record component that is left out of the JSON text when it is null, false, zero, an empty text, list or map:
 * Go's {@code omitempty} (protocol 1.1). Without it a null is written as {@code null}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Opt {}
