package dev.mfapack.tests.bench.arquillian;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Which node an {@code @ArquillianResource KeycloakNode} is; without it, the one that all ordinary suites share. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.PARAMETER})
public @interface OnNode {

    /** The container's qualifier in {@code arquillian.xml}, for example {@code node-1}. */
    String value();
}
