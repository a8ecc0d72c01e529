package dev.mfapack.tests.bench.arquillian;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.extension.ExtendWith;

/** A suite against real servers and real browsers, which Arquillian hands to it; what they showed when a test failed is kept in {@code target/failures}. */
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ExtendWith({ArquillianExtension.class, FailureReport.class})
public @interface BrowserSuite {}
