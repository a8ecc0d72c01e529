package dev.mfapack.demo;

import dev.mfapack.demo.app.SampleApp;
import dev.mfapack.demo.phone.Mailbox;
import dev.mfapack.demo.phone.PhoneSite;
import dev.mfapack.demo.web.Addresses;
import dev.mfapack.demo.web.Pages;
import dev.mfapack.demo.web.WebServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Starts the whole demo and ends with it. {@code bin/demo} builds what this needs and calls it. */
public final class Demo {

    /** The working tree's folder; {@code bin/demo} sets it. */
    private static final String ROOT_PROPERTY = "demo.root";

    /** A folder to keep data in instead of {@code demo/data}; {@code bin/screenshots} leaves a person's own data alone by it. */
    private static final String DATA_PROPERTY = "demo.data";

    private final Checkout checkout;
    private final Ports ports;
    private final Addresses addresses;
    private final Deque<AutoCloseable> running = new ArrayDeque<>();
    private volatile boolean stopping;

    private Demo(Checkout checkout, Ports ports) {
        this.checkout = checkout;
        this.ports = ports;
        this.addresses = Addresses.onPorts(ports.keycloak(), ports.phone(), ports.app());
    }

    /**
     * Runs until it is stopped.
     *
     * @param arguments see {@code --help}
     */
    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments)));
    }

    private static int run(List<String> arguments) {
        var commandLine = CommandLine.parse(arguments);
        if (commandLine instanceof CommandLine.Run run) {
            return run(run);
        }
        System.err.println(((CommandLine.Unclear) commandLine).why() + " bin/demo --help lists the options.");
        return 2;
    }

    private static int run(CommandLine.Run wanted) {
        var root =
                Path.of(System.getProperty(ROOT_PROPERTY, "")).toAbsolutePath().normalize();
        var data = root.resolve(System.getProperty(DATA_PROPERTY, "demo/data"));
        var demo = new Demo(new Checkout(root, data, Versions.ofThisBuild()), wanted.ports());
        var stop = new Thread(demo::stop, "demo-stop");
        Runtime.getRuntime().addShutdownHook(stop);
        try {
            demo.start(wanted.fresh()).awaitEnd();
            if (!demo.stopping) {
                System.err.println("Keycloak has ended by itself; its log says why.");
            }
        } catch (DemoException | IOException e) {
            if (!demo.stopping) {
                System.err.println(e.getMessage());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 1;
    }

    private KeycloakServer start(boolean fresh) throws DemoException, IOException, InterruptedException {
        var began = Instant.now();
        var packJar = checkout.packJar();
        var template = RealmTemplate.inPack(packJar);
        var data = opened(KeptData.open(checkout.keptData()));
        // Whoever holds the data is the only demo here, so a Keycloak of an earlier one is nobody's any more.
        if (data.leftovers().end()) {
            System.out.println("An earlier demo had left its Keycloak running; it is stopped now.");
        }
        var complaints = ports.complaints(TakenPorts::isTaken);
        if (!complaints.isEmpty()) {
            throw new DemoException(String.join("\n", complaints));
        }
        if (fresh) {
            data.forget();
        }
        Files.deleteIfExists(data.keycloakLog());

        var clock = Clock.system(ZoneId.systemDefault());
        var pages = new Pages(addresses);
        var mailbox = opened(Mailbox.start(ports.smtp()));
        opened(WebServer.start(ports.phone(), new PhoneSite(mailbox, pages, clock).routes(), addresses.keycloak()));
        opened(WebServer.start(ports.app(), new SampleApp(addresses, pages, clock).routes(), addresses.keycloak()));

        var home = opened(new KeycloakHome(checkout.keycloakHome(), data.keycloakLog()));
        if (home.needsBuild(packJar)) {
            System.out.println("Keycloak takes the pack in (half a minute, only after the pack has changed) …");
            home.takeIn(packJar);
        }
        home.offerRealm(template.importedOn(ports));
        var realmPorts = data.realmPorts();
        if (realmPorts.isEmpty()) {
            // Remembered before the import: a first start that is cut short may have imported the realm all the same.
            data.rememberRealmPorts(ports);
            data.rememberRealmTemplate(template.digest());
        }
        var places = PlacesFile.in(checkout.keptData());
        System.out.println("Keycloak starts …");
        var keycloak = opened(KeycloakServer.start(home, addresses, data, places));
        keycloak.rememberIn(data.leftovers());
        keycloak.awaitReady(addresses);
        keycloak.rememberIn(data.leftovers());
        if (realmPorts.isPresent() && !realmPorts.get().equals(ports)) {
            RealmAdministration.signIn(addresses, data.secret("administration")).move(realmPorts.get(), ports);
            data.rememberRealmPorts(ports);
        }
        letPasskeyAppIn(data);
        if (!data.realmTemplate().equals(Optional.of(template.digest()))) {
            System.out.println(
                    "The demo realm has changed since your data was made: --fresh starts over with the new one.");
        }
        System.out.print(
                Welcome.text(addresses, template.people(), data.keycloakLog(), Duration.between(began, Instant.now())));
        return keycloak;
    }

    /** The rest of the demo works without it. */
    private void letPasskeyAppIn(KeptData data) throws InterruptedException {
        try {
            RealmAdministration.signIn(addresses, data.secret("administration")).letPasskeyAppIn();
        } catch (DemoException | IOException e) {
            System.err.println("bin/demo-passkey will not work: " + e.getMessage());
        }
    }

    private synchronized <T extends AutoCloseable> T opened(T part) {
        running.addFirst(part);
        if (stopping) {
            close(part);
        }
        return part;
    }

    private synchronized void stop() {
        stopping = true;
        if (running.stream().anyMatch(KeycloakServer.class::isInstance)) {
            System.out.println("Stopping …");
        }
        running.forEach(Demo::close);
    }

    private static void close(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            System.err.println(e.getMessage());
        }
    }
}
