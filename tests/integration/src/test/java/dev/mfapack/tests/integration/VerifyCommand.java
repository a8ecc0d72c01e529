package dev.mfapack.tests.integration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** {@code bin/mfa-audit-verify}, as an auditor calls it. */
final class VerifyCommand {

    /** What it ended with, and what it printed. */
    record Said(int status, String output) {}

    private VerifyCommand() {}

    static Said run(String... arguments) {
        List<String> command = new ArrayList<>(List.of("bash", "../../bin/mfa-audit-verify"));
        command.addAll(List.of(arguments));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Said(process.waitFor(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
