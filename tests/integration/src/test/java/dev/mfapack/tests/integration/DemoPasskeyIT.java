package dev.mfapack.tests.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mfapack.tests.bench.FormClient;
import dev.mfapack.tests.bench.JsonHttp;
import dev.mfapack.tests.bench.Phone;
import dev.mfapack.tests.bench.RealmAdmin;
import dev.mfapack.tests.bench.arquillian.BrowserSuite;
import dev.mfapack.tests.bench.server.KeycloakNode;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo's app in a terminal, {@code bin/demo-passkey}, compiled from its sources and run as processes of its own. */
@BrowserSuite
class DemoPasskeyIT {

    private static final Path DEMO = Path.of("../../demo/src/main");
    private static final String NUMBER = "+4915228817386";
    private static final String ADDRESS = "http://";

    @ArquillianResource
    private KeycloakNode node;

    @ArquillianResource
    private Phone phone;

    @TempDir
    private Path directory;

    private RealmAdmin realm;

    @Test
    @DisplayName("a passkey is enrolled by one login in the browser, logs in without one, and logout ends its session")
    void enrolLoginLogout() throws IOException {
        realm = MfaDemo.on(node);
        realm.keepEvents();
        realm.withoutBruteForceProtection();
        realm.attribute("mfa.level.habit", "false");
        realm.createClient(JsonHttp.MAPPER.readTree(
                DEMO.resolve("resources/dev/mfapack/demo/passkey-app.json").toFile()));
        FlowInstaller.of(realm).applyLettingIn("demo-passkey");
        phone.reset();
        RealmAdmin.Person lena = MfaDemo.personWithPhone(realm, "lena", NUMBER);
        String classPath = compiled();

        try (Script early = run(classPath, "login")) {
            assertThat(early.status()).isEqualTo(1);
            assertThat(early.toString()).isEqualTo("There is no passkey yet: enrol one first.");
        }

        try (Script enrol = run(classPath, "enrol")) {
            FormClient browser = new FormClient();
            FormClient.Page form = browser.get(ADDRESS + enrol.lineBeginning(ADDRESS));
            assertThat(browser.submit(form, "#kc-form-login", Map.of("username", "lena", "password", "demo"))
                            .html()
                            .text())
                    .isEqualTo("Done. Go back to the terminal.");
            // RFC 9470: the server wants the second factor for a new one, and the app asks for it.
            FormClient.Page asked = browser.get(ADDRESS + enrol.lineBeginning(ADDRESS));
            if (asked.has("#kc-form-login")) {
                asked = browser.submit(asked, "#kc-form-login", Map.of("password", "demo"));
            }
            browser.submit(
                    asked,
                    "#mfa-code-form",
                    Map.of("code", phone.nextMessageTo(NUMBER).code()));
            assertThat(enrol.output())
                    .contains("The server asks for ", "acr_values=mfa", "max_age=900")
                    .endsWith("Registered the passkey \"terminal\".");
        }
        assertThat(lena.credentials("webauthn-passwordless")).hasSize(1);
        assertThat(audited("FACTOR_ENROLLED", "SUCCESS")).isEqualTo(1);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept())))
                .isEqualTo("rw-------");
        lena.logout();
        realm.clearEvents();

        long before = Instant.now().getEpochSecond();
        for (int time = 1; time <= 2; time++) {
            try (Script login = run(classPath, "login")) {
                assertThat(login.lineBeginning("Logged in as ")).isEqualTo("lena, by the passkey alone.");
                assertThat(login.lineBeginning("  acr        ")).isEqualTo("phr");
                assertThat(login.lineBeginning("  amr        ")).contains("swk", "user", "mfa");
                assertThat(Instant.parse(login.lineBeginning("  auth_time  ")).getEpochSecond())
                        .isBetween(before - 1, Instant.now().getEpochSecond() + 1);
                login.output();
            }
        }
        assertThat(realm.events("LOGIN"))
                .hasSize(2)
                .allSatisfy(event -> assertThat(event.path("clientId").asText()).isEqualTo("demo-passkey"));
        assertThat(node.db()
                        .number(
                                "select count(*) from MFA_AUDIT_EVENT where REALM_ID = ? and TYPE = 'LOGIN' and CLIENT_ID = 'demo-passkey' and AUTH_LEVEL = 3",
                                realm.representation().path("id").asText()))
                .isEqualTo(2);
        assertThat(sessions(lena)).isEqualTo(2);

        try (Script logout = run(classPath, "logout")) {
            assertThat(logout.output())
                    .isEqualTo("Logged out.\nThe refresh token is refused from now on: invalid_grant.");
        }
        assertThat(sessions(lena))
                .as("of the two, the one that was logged out is over")
                .isEqualTo(1);
        assertThat(realm.events("LOGOUT")).hasSize(1);
        try (Script again = run(classPath, "logout")) {
            assertThat(again.status()).isEqualTo(1);
            assertThat(again.toString()).isEqualTo("Nobody is logged in.");
        }
    }

    private static long sessions(RealmAdmin.Person person) {
        return person.sessions().stream()
                .map(JsonNode::toString)
                .filter(session -> session.contains("demo-passkey"))
                .count();
    }

    private long audited(String type, String outcome) {
        return new PackRows(realm).audited(type, outcome);
    }

    private Path kept() {
        return directory.resolve("passkey.json");
    }

    private Script run(String classPath, String command) {
        return Script.start(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        // It lives for a second: what the compiler would gain is lost on compiling.
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        classPath,
                        "dev.mfapack.demo.passkey.PasskeyApp",
                        command,
                        node.publicUri() + "/realms/" + realm.name(),
                        kept().toString()),
                Map.of());
    }

    /** The demo is a module that this one does not know. */
    private String compiled() throws IOException {
        Path classes = Files.createDirectory(directory.resolve("classes"));
        String classPath = Stream.concat(
                        Stream.of(classes),
                        Stream.of(ObjectMapper.class, JsonFactory.class, JsonProperty.class, NullMarked.class)
                                .map(DemoPasskeyIT::jarOf))
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
        List<String> arguments =
                new ArrayList<>(List.of("-proc:none", "-d", classes.toString(), "-classpath", classPath));
        try (Stream<Path> sources = Files.list(DEMO.resolve("java/dev/mfapack/demo/passkey"))) {
            sources.map(Path::toString).forEach(arguments::add);
        }
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)))
                .isZero();
        return classPath;
    }

    private static Path jarOf(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }
}
