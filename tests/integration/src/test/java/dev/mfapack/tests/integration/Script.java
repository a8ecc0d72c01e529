package dev.mfapack.tests.integration;

import dev.mfapack.tests.bench.Deadline;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A program that runs, reads what somebody types and prints lines; ended when it is closed. */
final class Script implements AutoCloseable {

    private static final Deadline LINE = Deadline.ofSeconds(30);
    private static final long END_SECONDS = 30;

    private final Process process;
    private final Writer keyboard;
    private final List<String> lines = new ArrayList<>();
    private final Thread reader;
    private int read;

    private Script(Process process) {
        this.process = process;
        this.keyboard = process.outputWriter(StandardCharsets.UTF_8);
        this.reader = new Thread(this::readAll, "script");
        reader.setDaemon(true);
        reader.start();
    }

    /** By bash, which ends at the first thing that goes wrong. */
    static Script bash(String script, Map<String, String> environment) {
        return start(List.of("bash", "-euo", "pipefail", "-c", script), environment);
    }

    static Script start(List<String> command, Map<String, String> environment) {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        try {
            return new Script(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next line that begins so, without its beginning. */
    String lineBeginning(String beginning) {
        return LINE.await("the line \"" + beginning + "…\" in " + this, () -> next(beginning));
    }

    void type(String line) {
        try {
            keyboard.write(line + "\n");
            keyboard.flush();
        } catch (IOException e) {
            throw new AssertionError("It has ended: " + this, e);
        }
    }

    /**
     * Everything that it printed.
     *
     * @throws AssertionError when it ends otherwise than well, or not at all
     */
    String output() {
        if (status() != 0) {
            throw new AssertionError("It ended with " + process.exitValue() + ": " + this);
        }
        return toString();
    }

    /** What it ends with. */
    int status() {
        try {
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("It hangs: " + this);
            }
            reader.join(TimeUnit.SECONDS.toMillis(END_SECONDS));
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    @Override
    public synchronized String toString() {
        return String.join("\n", lines);
    }

    private synchronized Optional<String> next(String beginning) {
        while (read < lines.size()) {
            String line = lines.get(read++);
            if (line.startsWith(beginning)) {
                return Optional.of(line.substring(beginning.length()));
            }
        }
        return Optional.empty();
    }

    private void readAll() {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                add(line);
            }
        } catch (IOException e) {
            add("(no more can be read: " + e + ")");
        }
    }

    private synchronized void add(String line) {
        lines.add(line);
    }
}
