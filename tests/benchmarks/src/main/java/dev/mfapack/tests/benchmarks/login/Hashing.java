package dev.mfapack.tests.benchmarks.login;

import dev.mfapack.tests.bench.server.NodeSettings;

/** How both servers hash passwords, which is most of what a login computes; and how many logins a turn has, so that it takes long enough. */
enum Hashing {
    /** As Keycloak does by itself. */
    KEYCLOAKS("Argon2 as Keycloak does by itself: 5 iterations, 7 MiB", 400, 8),
    /** As cheap as can be, so that it hides nothing of the rest. */
    CHEAP("Argon2, 1 iteration, 64 KiB (Keycloak's own: 5 iterations, 7 MiB)", 1000, 5);

    /**
     * The compiler inlines the rounds of Argon2 in one process and not in the next, for as long as that process lives: a hash took 28 to 45 ms in one, 75
     * to 85 ms in another, with no Keycloak around it. So it is told to, on both servers, or the ratio shows which of them had the luck.
     */
    private static final String ROUNDS_INLINED =
            "-XX:CompileCommand=inline,org.bouncycastle.crypto.generators.Argon2BytesGenerator::*";

    private final String words;
    private final int logins;
    private final int warmingPairs;

    Hashing(String words, int logins, int warmingPairs) {
        this.words = words;
        this.logins = logins;
        this.warmingPairs = warmingPairs;
    }

    /** {@code keycloaks} or {@code cheap}. */
    static Hashing of(String argument) {
        return switch (argument) {
            case "keycloaks" -> KEYCLOAKS;
            case "cheap" -> CHEAP;
            default -> throw new IllegalArgumentException("keycloaks or cheap, not " + argument);
        };
    }

    String words() {
        return words;
    }

    int logins() {
        return logins;
    }

    /** Until then the servers' compilers are busy, and logins become faster. */
    int warmingPairs() {
        return warmingPairs;
    }

    NodeSettings on(NodeSettings settings) {
        NodeSettings steady =
                settings.withJavaOption("-XX:CompileCommand=quiet").withJavaOption(ROUNDS_INLINED);
        return this == KEYCLOAKS
                ? steady
                : steady.withOption("spi-password-hashing--argon2--iterations", "1")
                        .withOption("spi-password-hashing--argon2--memory", "64");
    }
}
