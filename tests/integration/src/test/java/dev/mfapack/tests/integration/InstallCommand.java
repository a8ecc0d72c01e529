package dev.mfapack.tests.integration;

import dev.mfapack.tests.bench.server.KeycloakNode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** {@code bin/mfa-install} as an operator runs it; what it hands to curl is noted down. */
final class InstallCommand {

    private static final long LIMIT_SECONDS = 60;

    private final KeycloakNode node;
    private final String realm;
    private final Path directory;
    private final String password;

    /**
     * What came out.
     *
     * @param status of the process
     * @param output and errors
     */
    record Result(int status, String output) {}

    InstallCommand(KeycloakNode node, String realm, Path directory) {
        this(node, realm, directory, KeycloakNode.ADMIN_PASSWORD);
    }

    private InstallCommand(KeycloakNode node, String realm, Path directory, String password) {
        this.node = node;
        this.realm = realm;
        this.directory = directory;
        this.password = password;
    }

    InstallCommand withPassword(String other) {
        return new InstallCommand(node, realm, directory, other);
    }

    /** Runs it with these arguments behind server and realm, where there is nobody to ask. */
    Result run(String... arguments) {
        // A session of its own has no terminal.
        List<String> command = new ArrayList<>(List.of("setsid", "--wait"));
        command.addAll(itself(arguments));
        return run("", command);
    }

    /** Runs it with these arguments behind server and realm, where somebody types that. */
    Result runAtATerminal(String typed, String... arguments) {
        String line = itself(arguments).stream()
                .map(argument -> "'" + argument.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" "));
        return run(typed, List.of("script", "--quiet", "--return", "--command", line, "/dev/null"));
    }

    private List<String> itself(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                "bash", "../../bin/mfa-install", "--server", node.baseUri().toString(), "--realm", realm));
        command.addAll(List.of(arguments));
        return command;
    }

    private Result run(String typed, List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("MFA_ADMIN_USER", KeycloakNode.ADMIN_USER);
        builder.environment().put("MFA_ADMIN_PASSWORD", password);
        builder.environment().merge("PATH", notingCurl().toString(), (path, own) -> own + ":" + path);
        try {
            Process process = builder.start();
            try (OutputStream keyboard = process.getOutputStream()) {
                keyboard.write(typed.getBytes(StandardCharsets.UTF_8));
            }
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("bin/mfa-install hangs");
            }
            return new Result(process.exitValue(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** All arguments that curl was called with, which everybody on the machine can see. */
    String argumentsOfCurl() {
        try {
            return Files.readString(directory.resolve("arguments"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path notingCurl() {
        try {
            Path bin = Files.createDirectories(directory.resolve("bin"));
            Path curl = bin.resolve("curl");
            Files.writeString(
                    curl,
                    "#!/usr/bin/env bash\nprintf '%s\\n' \"$@\" >>'" + directory.resolve("arguments")
                            + "'\nPATH=${PATH#*:} exec curl \"$@\"\n");
            Files.setPosixFilePermissions(curl, PosixFilePermissions.fromString("rwxr-xr-x"));
            return bin;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
