package dev.mfapack.demo;

/** Something that ends the demo, in words for the person who started it. */
final class DemoException extends Exception {

    DemoException(String message) {
        super(message);
    }

    DemoException(String message, Throwable cause) {
        super(message, cause);
    }
}
