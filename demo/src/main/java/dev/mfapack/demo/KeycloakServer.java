package dev.mfapack.demo;

import dev.mfapack.demo.web.Addresses;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A Keycloak that runs, or is about to. */
final class KeycloakServer implements AutoCloseable {

    /** What Keycloak itself adds to H2's address when it makes it up: "value" is a column, and Keycloak closes the database. */
    private static final String H2_SETTINGS = ";NON_KEYWORDS=VALUE;DB_CLOSE_ON_EXIT=0";

    private static final Duration READY_WITHIN = Duration.ofMinutes(5);
    private static final Duration ONE_LOOK = Duration.ofSeconds(2);
    private static final long MILLIS_BETWEEN_LOOKS = 200;

    private final Process process;
    private final Path log;

    private KeycloakServer(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    static KeycloakServer start(KeycloakHome home, Addresses addresses, KeptData data, Optional<Path> places)
            throws IOException {
        var options = new ArrayList<>(List.of(
                "--http-enabled=true",
                // The demo's passwords are known to everybody: this machine only.
                "--http-host=127.0.0.1",
                "--http-port=" + addresses.keycloak().getPort(),
                "--hostname=" + addresses.keycloak(),
                "--cache=local",
                "--db-url=jdbc:h2:file:" + data.database() + H2_SETTINGS));
        places.ifPresent(file -> options.add("--spi-mfa-risk--default--places-file=" + file));
        var environment = Map.of(
                "KC_BOOTSTRAP_ADMIN_USERNAME",
                Admin.USERNAME,
                "KC_BOOTSTRAP_ADMIN_PASSWORD",
                Admin.PASSWORD,
                "KC_BOOTSTRAP_ADMIN_CLIENT_ID",
                RealmAdministration.CLIENT_ID,
                "KC_BOOTSTRAP_ADMIN_CLIENT_SECRET",
                data.secret("administration"),
                "KC_SPI_MFA_SMS_GATEWAY__HTTP__URL",
                addresses.phone() + "/sms",
                "KC_SPI_MFA_KEYS__DEFAULT__PEPPER",
                data.secret("pepper"));
        return new KeycloakServer(home.start(options, environment), data.keycloakLog());
    }

    /** Waits until the demo realm answers. */
    void awaitReady(Addresses addresses) throws DemoException, IOException, InterruptedException {
        var http = HttpClient.newBuilder().connectTimeout(ONE_LOOK).build();
        var look = HttpRequest.newBuilder(addresses.issuer()).timeout(ONE_LOOK).build();
        var deadline = Instant.now().plus(READY_WITHIN);
        while (!answers(http, look)) {
            if (process.waitFor(MILLIS_BETWEEN_LOOKS, TimeUnit.MILLISECONDS)) {
                throw new DemoException(
                        "Keycloak ended while it was starting; " + log + " says why.\n" + LogTail.of(log));
            }
            if (Instant.now().isAfter(deadline)) {
                throw new DemoException("Keycloak is not ready after " + READY_WITHIN.toMinutes() + " minutes; " + log
                        + " says more.\n" + LogTail.of(log));
            }
        }
    }

    void rememberIn(Leftovers leftovers) throws IOException {
        leftovers.remember(process);
    }

    /** Waits until Keycloak ends by itself, which it should not. */
    void awaitEnd() throws InterruptedException {
        process.waitFor();
    }

    @Override
    public void close() {
        ProcessTree.stop(process);
    }

    private static boolean answers(HttpClient http, HttpRequest look) throws InterruptedException {
        try {
            return http.send(look, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }
}
