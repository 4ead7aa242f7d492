package io.photinus.itests.distribution;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** Runs a test class twice, with a {@link Network} of each {@link On.Form}; see {@link On}. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(Networks.class)
@ParameterizedClass(autoCloseArguments = false)
@ArgumentsSource(Networks.class)
@interface InBothForms {}
