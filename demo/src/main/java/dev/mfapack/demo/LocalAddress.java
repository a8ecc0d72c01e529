package dev.mfapack.demo;

import java.util.function.IntUnaryOperator;
import java.util.regex.Pattern;

/** Finds addresses of this machine in a text. */
final class LocalAddress {

    private static final Pattern WITH_PORT = Pattern.compile("(?<=//localhost:)\\d{1,5}(?!\\d)");

    private LocalAddress() {}

    static String replacePorts(String text, IntUnaryOperator newPort) {
        return WITH_PORT
                .matcher(text)
                .replaceAll(found -> String.valueOf(newPort.applyAsInt(Integer.parseInt(found.group()))));
    }
}
