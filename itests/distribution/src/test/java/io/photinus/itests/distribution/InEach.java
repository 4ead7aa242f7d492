package io.photinus.itests.distribution;

import io.photinus.itests.distribution.On.Form;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** Runs a test class with a {@link Network} of each of these forms; see {@link On}. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(Networks.class)
@ParameterizedClass(autoCloseArguments = false)
@ArgumentsSource(Networks.class)
@interface InEach {
    Form[] value();
}
