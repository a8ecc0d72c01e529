package dev.mfapack.tests.bench.server;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * One server process with its children: {@code kc.sh} stays the parent of the Java process and forwards SIGTERM to it, but nobody forwards a SIGKILL.
 * Its id and start time are left in a file, so that a later run can end it when this JVM was killed, and can end nothing else.
 */
final class NodeProcess {

    private static final Duration GRACE = Duration.ofSeconds(30);
    private static final String PROCESS_FILE = "process";

    private final Process process;
    private final Thread endWithJvm;

    private NodeProcess(Process process) {
        this.process = process;
        this.endWithJvm = new Thread(this::kill, "end-node-" + process.pid());
        Runtime.getRuntime().addShutdownHook(endWithJvm);
    }

    static NodeProcess start(Path directory, List<String> command, Map<String, String> environment, File log) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log));
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            Files.writeString(directory.resolve(PROCESS_FILE), identity(process.toHandle()));
            return new NodeProcess(process);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    void stop() {
        process.destroy();
        try {
            if (!process.waitFor(GRACE.toSeconds(), TimeUnit.SECONDS)) {
                kill();
            }
        } catch (InterruptedException e) {
            kill();
            Thread.currentThread().interrupt();
        }
        forgetHook();
    }

    void kill() {
        end(process.toHandle());
        process.onExit().orTimeout(GRACE.toSeconds(), TimeUnit.SECONDS).join();
        forgetHook();
    }

    static void endLeftovers(Path run) throws IOException {
        try (Stream<Path> files = Files.walk(run, 3)) {
            for (Path file : files.filter(f -> f.endsWith(PROCESS_FILE) && Files.isRegularFile(f))
                    .toList()) {
                String recorded = Files.readString(file);
                long pid = Long.parseLong(recorded.substring(0, recorded.indexOf(' ')));
                ProcessHandle.of(pid)
                        .filter(handle -> identity(handle).equals(recorded))
                        .ifPresent(NodeProcess::end);
            }
        }
    }

    private static void end(ProcessHandle handle) {
        List<ProcessHandle> children = handle.descendants().toList();
        handle.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
    }

    private static String identity(ProcessHandle handle) {
        Optional<Instant> started = handle.info().startInstant();
        return handle.pid() + " " + started.map(Instant::toString).orElse("unknown");
    }

    private void forgetHook() {
        if (Thread.currentThread() == endWithJvm) {
            return;
        }
        try {
            Runtime.getRuntime().removeShutdownHook(endWithJvm);
        } catch (IllegalStateException alreadyShuttingDown) {
            // The hook is about to run anyway.
        }
    }
}
