package dev.mfapack.tests.benchmarks.load;

import dev.mfapack.tests.bench.server.NodeSettings;

/** How servers hash passwords, which is most of what a login computes. */
public enum Hashing {
    /** As Keycloak does by itself. */
    KEYCLOAKS("Argon2 as Keycloak does by itself: 5 iterations, 7 MiB"),
    /** As cheap as can be, so that it hides nothing of the rest. */
    CHEAP("Argon2, 1 iteration, 64 KiB (Keycloak's own: 5 iterations, 7 MiB)");

    /**
     * The compiler inlines the rounds of Argon2 in one process and not in the next, for as long as that process lives: a hash took 28 to 45 ms in one, 75
     * to 85 ms in another, with no Keycloak around it. So it is told to, on all servers, or the ratio shows which of them had the luck.
     */
    private static final String ROUNDS_INLINED =
            "-XX:CompileCommand=inline,org.bouncycastle.crypto.generators.Argon2BytesGenerator::*";

    private final String words;

    Hashing(String words) {
        this.words = words;
    }

    /**
     * By its name.
     *
     * @throws IllegalArgumentException when it is neither {@code keycloaks} nor {@code cheap}
     */
    public static Hashing of(String argument) {
        return switch (argument) {
            case "keycloaks" -> KEYCLOAKS;
            case "cheap" -> CHEAP;
            default -> throw new IllegalArgumentException("keycloaks or cheap, not " + argument);
        };
    }

    /** For people. */
    public String words() {
        return words;
    }

    /** A server's settings, so that it hashes like this. */
    public NodeSettings on(NodeSettings settings) {
        NodeSettings steady =
                settings.withJavaOption("-XX:CompileCommand=quiet").withJavaOption(ROUNDS_INLINED);
        return this == KEYCLOAKS
                ? steady
                : steady.withOption("spi-password-hashing--argon2--iterations", "1")
                        .withOption("spi-password-hashing--argon2--memory", "64");
    }
}
