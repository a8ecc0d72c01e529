package dev.mfapack.demo;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** What the person who typed {@code bin/demo} wants. */
sealed interface CommandLine {

    /** Start the demo. */
    record Run(Ports ports, boolean fresh) implements CommandLine {}

    /** Something was typed that means nothing here. */
    record Unclear(String why) implements CommandLine {}

    static CommandLine parse(List<String> arguments) {
        Deque<String> left = new ArrayDeque<>(arguments);
        var ports = Ports.DEFAULT;
        boolean fresh = false;
        while (!left.isEmpty()) {
            String option = left.removeFirst();
            int equals = option.indexOf('=');
            if (equals > 0) {
                left.addFirst(option.substring(equals + 1));
                option = option.substring(0, equals);
            }
            switch (option) {
                case "--fresh" -> {
                    if (equals > 0) {
                        return new Unclear("--fresh takes no value.");
                    }
                    fresh = true;
                }
                case "--keycloak-port", "--phone-port", "--app-port", "--smtp-port" -> {
                    var port = port(left.pollFirst());
                    if (port.isEmpty()) {
                        return new Unclear(option + " needs a port from 1 to 65535.");
                    }
                    ports = with(ports, option, port.getAsInt());
                }
                default -> {
                    return new Unclear("There is no option " + option + ".");
                }
            }
        }
        return new Run(ports, fresh);
    }

    private static Ports with(Ports ports, String option, int port) {
        return switch (option) {
            case "--keycloak-port" -> new Ports(port, ports.phone(), ports.app(), ports.smtp());
            case "--phone-port" -> new Ports(ports.keycloak(), port, ports.app(), ports.smtp());
            case "--app-port" -> new Ports(ports.keycloak(), ports.phone(), port, ports.smtp());
            default -> new Ports(ports.keycloak(), ports.phone(), ports.app(), port);
        };
    }

    private static OptionalInt port(@Nullable String text) {
        if (text == null || !text.matches("\\d{1,5}")) {
            return OptionalInt.empty();
        }
        int port = Integer.parseInt(text);
        return port >= 1 && port <= 65_535 ? OptionalInt.of(port) : OptionalInt.empty();
    }
}
