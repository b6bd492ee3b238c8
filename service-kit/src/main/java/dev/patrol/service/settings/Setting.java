package dev.patrol.service.settings;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The environment variable behind a property of a configuration mapping, and what it should look like. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Setting {
    /** Name of the environment variable; where it is empty, the property's own in capitals ({@code PATROL_...}). */
    String variable() default "";

    /** What a good value is, as the end of the sentence "It should be ...". */
    String expects();

    /** Smallest whole number that makes sense; of a duration in milliseconds, and never below zero. */
    long min() default Long.MIN_VALUE;

    /** Largest whole number that makes sense; of a duration in milliseconds. */
    long max() default Long.MAX_VALUE;

    /** Regular expression that the value fits; of a list each of its values. */
    String pattern() default "";
}
