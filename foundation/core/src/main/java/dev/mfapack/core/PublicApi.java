package dev.mfapack.core;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks what code outside the pack may build on. Everything that does not carry it may change or go without notice.
 *
 * <p>Before version 1.0 a minor version may still change a marked type; the changelog then says so under the heading SPI.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface PublicApi {}
