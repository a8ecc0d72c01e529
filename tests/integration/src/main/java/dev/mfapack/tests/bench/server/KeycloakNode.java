package dev.mfapack.tests.bench.server;

import dev.mfapack.tests.bench.Admin;
import dev.mfapack.tests.bench.Db;
import dev.mfapack.tests.bench.Deadline;
import dev.mfapack.tests.bench.RealmAdmin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One Keycloak server as people run it ({@code kc.sh start --optimized}), on free ports that stay the same over restarts, with a data directory and a log of
 * its own. Not safe for concurrent starts and stops.
 */
public final class KeycloakNode {

    /** Who administers every node of the bench. */
    public static final String ADMIN_USER = "bench-admin";

    /** The administrator's password. */
    public static final String ADMIN_PASSWORD = "bench-admin-password";

    /** A node needs 10 s with two processors for itself; ten times as much work beside it must not fail a test. */
    private static final Duration READY_LIMIT = Duration.ofMinutes(4);

    private static final List<String> SHARED_PARTS = List.of("lib", "providers", "conf", "themes");

    private final NodeSettings settings;
    private final Path directory;
    private final int port = Ports.free();
    private final int managementPort = Ports.free();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private final ServerClock clock = new ServerClock(this);
    private @Nullable NodeProcess process;
    private Duration startTime = Duration.ZERO;

    /** A node that is not yet started. */
    public KeycloakNode(NodeSettings settings) {
        this.settings = settings;
        this.directory = RunDirectory.current().resolve(settings.name());
    }

    /**
     * Starts the server and waits until it is ready to serve.
     *
     * @throws IllegalStateException when it is running already, ends by itself, or is not ready after four minutes
     */
    public void start() {
        if (isRunning()) {
            throw new IllegalStateException(settings.name() + " is running already");
        }
        Instant begin = Instant.now();
        prepareDirectory();
        NodeProcess started =
                NodeProcess.start(directory, command(), environment(), logFile().toFile());
        process = started;
        try {
            Deadline.of(READY_LIMIT).until(settings.name() + " to be ready", () -> {
                if (!started.isAlive()) {
                    throw new IllegalStateException(settings.name() + " ended by itself:\n" + log());
                }
                return isReady();
            });
        } catch (AssertionError late) {
            started.kill();
            throw new IllegalStateException(settings.name() + " is not ready in time:\n" + log(), late);
        }
        startTime = Duration.between(begin, Instant.now());
    }

    /** Ends the server as an operator does (SIGTERM), and by force after 30 s. Does nothing when it is not running. */
    public void stop() {
        if (process != null) {
            process.stop();
            process = null;
        }
    }

    /** Ends the server as a crash does (SIGKILL), with open transactions and all. Does nothing when it is not running. */
    public void kill() {
        if (process != null) {
            process.kill();
            process = null;
        }
    }

    /** Whether the process lives. */
    public boolean isRunning() {
        return process != null && process.isAlive();
    }

    /** Whether the server says of itself that it can serve. */
    public boolean isReady() {
        try {
            return get(managementUri("health/ready")).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** The settings' name. */
    public String name() {
        return settings.name();
    }

    /** The id of the process {@code kc.sh}; the Java process is its child. */
    public long pid() {
        if (process == null) {
            throw new IllegalStateException(settings.name() + " is not running");
        }
        return process.pid();
    }

    /** From the start of the process until the server was ready, the last time. */
    public Duration startTime() {
        return startTime;
    }

    /** This very node's address, {@code http://localhost:<port>}: a secure context for browsers, so that passkeys work. */
    public URI baseUri() {
        return URI.create("http://localhost:" + port);
    }

    /** The address that people use: the configured hostname, or else {@link #baseUri()}. */
    public URI publicUri() {
        return settings.hostname().orElseGet(this::baseUri);
    }

    /** A page below the management address, for example {@code metrics}. */
    public URI managementUri(String path) {
        return URI.create("http://localhost:" + managementPort + "/" + path);
    }

    /** All metrics in Prometheus' text form. */
    public String metrics() {
        try {
            return get(managementUri("metrics")).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Everything the server has written since the run began, restarts included. */
    public String log() {
        try {
            return Files.exists(logFile()) ? Files.readString(logFile()) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A place in the log, to be handed to {@link #logSince(int)}. */
    public int logMark() {
        return log().length();
    }

    /** What the server has written since that mark. */
    public String logSince(int mark) {
        return log().substring(mark);
    }

    /** Where {@link #log()} comes from. */
    public Path logFile() {
        return directory.resolve("server.log");
    }

    /** The rows. */
    public Db db() {
        return new Db(settings.database());
    }

    /** The settings it was made from. */
    public NodeSettings settings() {
        return settings;
    }

    /** The server's time. */
    public ServerClock clock() {
        return clock;
    }

    /** The administrator's hand, working on this very node. */
    public Admin admin() {
        return new Admin(this);
    }

    /** Short for {@code admin().realm(name)}. */
    public RealmAdmin realm(String name) {
        return admin().realm(name);
    }

    /**
     * Writes a realm with its people to a file ({@code kc.sh export}), beside the running server.
     *
     * @throws IllegalStateException when the export fails, or takes longer than four minutes
     */
    public void export(String realm, Path file) {
        List<String> command = new ArrayList<>(List.of(
                directory.resolve("bin/kc.sh").toString(),
                "export",
                "--optimized",
                "--realm=" + realm,
                "--file=" + file.toAbsolutePath()));
        settings.database().serverOptions().forEach((option, value) -> command.add("--" + option + "=" + value));
        Path log = directory.resolve("export.log");
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
            builder.environment().putAll(environment());
            Process export = builder.start();
            try {
                if (!export.waitFor(READY_LIMIT.toSeconds(), TimeUnit.SECONDS) || export.exitValue() != 0) {
                    throw new IllegalStateException("The export failed:\n" + Files.readString(log));
                }
            } finally {
                export.descendants().forEach(ProcessHandle::destroyForcibly);
                export.destroyForcibly();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while exporting", e);
        }
    }

    private HttpResponse<String> get(URI uri) throws IOException {
        try {
            return http.send(
                    HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(5)).build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /**
     * kc.sh takes its home from where it really lies, so that one is copied; the rest of the built distribution is linked. That gives each node data and
     * import directories of its own for the price of a few links.
     */
    private void prepareDirectory() {
        Path built = settings.distribution().home();
        try {
            Path script = directory.resolve("bin/kc.sh");
            if (!Files.exists(script)) {
                Files.createDirectories(script.getParent());
                Files.copy(built.resolve("bin/kc.sh"), script, StandardCopyOption.COPY_ATTRIBUTES);
                for (String part : SHARED_PARTS) {
                    Files.createSymbolicLink(directory.resolve(part), built.resolve(part));
                }
            }
            Path imports = Files.createDirectories(directory.resolve("data/import"));
            for (Path realm : settings.realmFiles()) {
                Files.copy(realm, imports.resolve(realm.getFileName().toString()), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> command() {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("http-enabled", "true");
        options.put("http-host", "localhost");
        options.put("http-port", Integer.toString(port));
        options.put("http-management-port", Integer.toString(managementPort));
        options.put("log-level", "INFO,org.keycloak.events:debug,dev.mfapack:debug");
        settings.hostname()
                .ifPresentOrElse(
                        address -> options.put("hostname", address.toString()),
                        () -> options.put("hostname-strict", "false"));
        options.putAll(settings.database().serverOptions());
        options.putAll(settings.options());

        List<String> command =
                new ArrayList<>(List.of(directory.resolve("bin/kc.sh").toString(), "start", "--optimized"));
        if (!settings.realmFiles().isEmpty()) {
            command.add("--import-realm");
        }
        options.forEach((option, value) -> command.add("--" + option + "=" + value));
        return command;
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("KC_BOOTSTRAP_ADMIN_USERNAME", ADMIN_USER);
        environment.put("KC_BOOTSTRAP_ADMIN_PASSWORD", ADMIN_PASSWORD);
        if (!settings.javaOptions().isEmpty()) {
            environment.put("JAVA_OPTS_APPEND", String.join(" ", settings.javaOptions()));
        }
        environment.putAll(settings.environment());
        return environment;
    }
}
