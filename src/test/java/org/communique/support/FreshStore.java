package org.communique.support;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The tests of the class begin as if the service had just been started for the first time, with these settings. Classes
 * without this share one store, which has the sample.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface FreshStore {
    /** Whether the store has the reference data and the sample. */
    boolean sample() default true;

    /** Settings that differ from those of the other tests, each {@code name=value}. */
    String[] settings() default {};
}
