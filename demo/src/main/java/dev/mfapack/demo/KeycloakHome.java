package dev.mfapack.demo;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An unpacked Keycloak distribution: takes the pack in and is built once for it. */
final class KeycloakHome implements AutoCloseable {

    /** What Keycloak fixes when it is built; everything else may differ from start to start. */
    private static final List<String> BUILD = List.of("build", "--db=dev-file");

    /** Without the second compiler the server is up sooner, and nobody runs the demo long enough to miss it. */
    private static final String JVM_OPTIONS = "-XX:TieredStopAtLevel=1";

    private final Path home;
    private final Path log;
    private volatile @Nullable Process building;

    KeycloakHome(Path home, Path log) {
        this.home = home;
        this.log = log;
    }

    /** Whether {@link #takeIn} has something to do. */
    boolean needsBuild(Path packJar) throws IOException {
        return !Files.exists(builtFor()) || !Files.readString(builtFor()).equals(digestOf(packJar));
    }

    /**
     * Puts the pack's jar among the providers and has Keycloak look at it, which takes half a minute. Building ahead makes the first start
     * no slower than {@code start-dev}, which does the same on the way, and every later start three times as fast.
     */
    void takeIn(Path packJar) throws IOException, InterruptedException, DemoException {
        Files.deleteIfExists(builtFor());
        Files.copy(
                packJar,
                home.resolve("providers").resolve("keycloak-mfa-pack.jar"),
                StandardCopyOption.REPLACE_EXISTING);
        var build = kc(BUILD, Map.of()).start();
        building = build;
        if (build.waitFor() != 0) {
            throw new DemoException("Keycloak does not take the pack in; " + log + " says why.\n" + LogTail.of(log));
        }
        Files.writeString(builtFor(), digestOf(packJar));
    }

    /** Ends a build that is under way; a server that was started is for the caller to end. */
    @Override
    public void close() {
        var build = building;
        if (build != null) {
            ProcessTree.stop(build);
        }
    }

    /** Lays a realm where a start looks for realms that it does not have yet. */
    void offerRealm(String json) throws IOException {
        var folder = home.resolve("data").resolve("import");
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("mfa-demo-realm.json"), json);
    }

    Process start(List<String> options, Map<String, String> environment) throws IOException {
        var command = new ArrayList<>(List.of("start", "--optimized", "--import-realm"));
        command.addAll(options);
        return kc(command, environment).start();
    }

    private ProcessBuilder kc(List<String> command, Map<String, String> environment) throws IOException {
        Files.createDirectories(log.toAbsolutePath().getParent());
        var all = new ArrayList<>(List.of(home.resolve("bin/kc.sh").toString()));
        all.addAll(command);
        var builder = new ProcessBuilder(all)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(Redirect.appendTo(log.toFile()));
        // Settings of another Keycloak on this machine are none of the demo's business.
        builder.environment().keySet().removeIf(name -> name.startsWith("KC_") || name.startsWith("JAVA_OPTS"));
        builder.environment()
                .put(
                        "JAVA",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString());
        builder.environment().put("JAVA_OPTS_APPEND", JVM_OPTIONS);
        builder.environment().putAll(environment);
        return builder;
    }

    private Path builtFor() {
        return home.resolve("demo-built-for");
    }

    private static String digestOf(Path packJar) throws IOException {
        return new Digest()
                .add(Files.readAllBytes(packJar))
                .add(String.join(" ", BUILD))
                .hex();
    }
}
