package dev.mfapack.tests.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mfapack.tests.bench.Deadline;
import dev.mfapack.tests.bench.FormClient;
import dev.mfapack.tests.bench.RealmAdmin;
import dev.mfapack.tests.bench.RelyingParty;
import dev.mfapack.tests.bench.server.Distribution;
import dev.mfapack.tests.bench.server.KeycloakNode;
import dev.mfapack.tests.bench.server.NodeSettings;
import dev.mfapack.tests.bench.server.OwnPostgres;
import dev.mfapack.tests.bench.server.Vendor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The audit log on servers of its own: with an operator's key, and with a database that goes away. */
class AuditServersIT {

    private static final Pattern THUMBPRINT =
            Pattern.compile("Checkpoints of the MFA audit log are signed with ([A-Za-z0-9_-]{43})\\.");

    /** Enough that some log in before the database goes away, some while it is away, and some after. */
    private static final int PEOPLE = 20;

    @TempDir
    private Path folder;

    @Test
    @DisplayName("I4, I5: when the database restarts, every answered login has its row, signed with the operator's key")
    void theDatabaseRestarts() throws Exception {
        Path key = Files.writeString(folder.resolve("audit-key.pem"), newKey());
        try (OwnPostgres postgres = OwnPostgres.start("restarted-postgres")) {
            KeycloakNode node = new KeycloakNode(
                    quick(NodeSettings.alone("restarted", Distribution.withPack(Vendor.POSTGRES), postgres.database()))
                            .withOption("spi-mfa-audit-chain--default--key-file", key.toString()));
            node.start();
            try {
                RealmAdmin realm = MfaDemo.on(node);
                for (int person = 0; person < PEOPLE; person++) {
                    realm.createPerson("person-" + person, "demo", made -> {});
                }

                Set<String> answered;
                try (RelyingParty app = RelyingParty.existing(realm, "sample-app")) {
                    answered = logAllIn(realm, app, postgres);
                }

                assertThat(peopleWith("LOGIN", realm)).containsAll(answered);
                awaitSealed(realm);
                JsonNode report = realm.send("POST", "/mfa/audit/verify", "").json();
                Matcher told = THUMBPRINT.matcher(node.log());
                assertThat(told.find()).isTrue();
                assertThat(report.path("findings")).isEmpty();
                assertThat(report.path("keys")).hasSize(1);
                assertThat(report.path("keys").get(0).asText()).isEqualTo(told.group(1));
                assertThat(realm.send("GET", "/mfa/posture", "").body()).doesNotContain("audit-key-in-database");
                Path export = Files.writeString(
                        folder.resolve("export.jsonl"),
                        realm.send("GET", "/mfa/audit/export", "").body());
                assertThat(VerifyCommand.run("--thumbprint", told.group(1), export.toString())
                                .status())
                        .isZero();
                assertThat(node.log()).doesNotContain("PRIVATE KEY");
            } finally {
                node.stop();
            }
        }
    }

    @Test
    @DisplayName("I5: a key in the vault signs; while the vault has none, rows wait, and the log says so")
    void aKeyInTheVaultSigns() throws Exception {
        Path vault = Files.createDirectory(folder.resolve("vault"));
        KeycloakNode node = new KeycloakNode(quick(NodeSettings.onH2("audit-vault", Distribution.withPack(Vendor.H2)))
                .withOption("vault-dir", vault.toString())
                .withOption("spi-mfa-audit-chain--default--key-vault-entry", "mfa-audit-key"));
        node.start();
        try {
            RealmAdmin realm = MfaDemo.on(node);
            realm.createPerson("paul", "demo", made -> {});
            try (RelyingParty app = RelyingParty.existing(realm, "sample-app")) {
                assertThat(logIn(app, "paul")).isTrue();
            }
            Deadline.ofSeconds(20)
                    .until("the log to say so", () -> node.log().contains("the vault has no entry mfa-audit-key"));
            assertThat(unsealed(realm)).isPositive();

            Files.writeString(vault.resolve("mfa-demo_mfa-audit-key"), newKey());

            awaitSealed(realm);
            JsonNode report = realm.send("POST", "/mfa/audit/verify", "").json();
            assertThat(report.path("sound").asBoolean()).isTrue();
            assertThat(report.path("keys")).hasSize(1);
            assertThat(realm.send("GET", "/mfa/posture", "").body()).doesNotContain("audit-key-in-database");
        } finally {
            node.stop();
        }
    }

    /** The database goes away after a quarter of them, under those who are logging in. */
    private static Set<String> logAllIn(RealmAdmin realm, RelyingParty app, OwnPostgres postgres) {
        Set<String> answered = new HashSet<>();
        CompletableFuture<Void> restart = CompletableFuture.completedFuture(null);
        int afterwards = 0;
        for (int person = 0; person < PEOPLE; person++) {
            if (person == PEOPLE / 4) {
                assertThat(answered).hasSize(PEOPLE / 4);
                restart = CompletableFuture.runAsync(postgres::restart);
            }
            if (person == PEOPLE - 5) {
                restart.join();
                awaitConnections(realm);
            }
            if (logIn(app, "person-" + person)) {
                answered.add("person-" + person);
                afterwards += person >= PEOPLE - 5 ? 1 : 0;
            }
        }
        assertThat(afterwards).as("logins once the database is back").isEqualTo(5);
        assertThat(answered).as("the database was away").hasSizeLessThan(PEOPLE);
        return answered;
    }

    private static void awaitConnections(RealmAdmin realm) {
        Deadline.ofSeconds(60).until("the node to have connections again", () -> {
            try {
                return realm.node().isReady()
                        && realm.send("GET", "/mfa/posture", "").status() == 200;
            } catch (RuntimeException | AssertionError notYet) {
                return false;
            }
        });
    }

    private static boolean logIn(RelyingParty app, String username) {
        RelyingParty.Login login = app.login().begin();
        FormClient client = new FormClient();
        FormClient.Page form = client.get(login.uri());
        if (!form.has("#kc-form-login")) {
            return false;
        }
        client.submit(form, "#kc-form-login", Map.of("username", username, "password", "demo"));
        return login.isAnswered() && login.answer().containsKey("code");
    }

    private static Set<String> peopleWith(String type, RealmAdmin realm) {
        Set<String> names = new HashSet<>();
        realm.node()
                .db()
                .rows(
                        "select U.USERNAME from MFA_AUDIT_EVENT E join USER_ENTITY U on U.ID = E.USER_ID"
                                + " where E.REALM_ID = ? and E.TYPE = ?",
                        realmId(realm),
                        type)
                .forEach(row -> names.add(String.valueOf(row.get("USERNAME"))));
        return names;
    }

    private static void awaitSealed(RealmAdmin realm) {
        Deadline.ofSeconds(40).until("all rows are sealed", () -> unsealed(realm) == 0);
    }

    private static long unsealed(RealmAdmin realm) {
        return realm.node()
                .db()
                .number("select count(*) from MFA_AUDIT_EVENT where REALM_ID = ? and BATCH_NO is null", realmId(realm));
    }

    private static String realmId(RealmAdmin realm) {
        return realm.representation().path("id").asText();
    }

    private static NodeSettings quick(NodeSettings settings) {
        return settings.withOption("spi-password-hashing--argon2--iterations", "1")
                .withOption("spi-password-hashing--argon2--memory", "64")
                .withJavaOption("-XX:TieredStopAtLevel=1");
    }

    /** A private and a public key in one file, as the documentation has them made by openssl. */
    private static String newKey() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair pair = generator.generateKeyPair();
        return block("PRIVATE KEY", pair.getPrivate().getEncoded())
                + block("PUBLIC KEY", pair.getPublic().getEncoded());
    }

    private static String block(String kind, byte[] encoded) {
        String text = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(encoded);
        return "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n";
    }
}
