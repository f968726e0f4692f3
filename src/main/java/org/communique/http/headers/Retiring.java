package org.communique.http.headers;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An operation that clients should leave. Its answers say since when ({@code Deprecation}, RFC 9745), until when it works
 * ({@code Sunset}, RFC 8594) and where is told what to use instead; the contract says that it is deprecated.
 */
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Retiring {
    /** The day, in UTC, since which it is deprecated; it may be one to come. */
    String since();

    /** The day, in UTC, at whose beginning it may end; empty where none is known. Never before {@link #since()}. */
    String until() default "";

    /** The address of a page that tells what to use instead. */
    String see();
}
