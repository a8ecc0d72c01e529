package dev.mfapack.tests.integration;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mfapack.tests.bench.Db;
import dev.mfapack.tests.bench.JsonHttp;
import dev.mfapack.tests.bench.RealmAdmin;
import dev.mfapack.tests.bench.directory.DirectoryFactory;
import dev.mfapack.tests.bench.server.KeycloakNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** The realm that ships with the pack, and people in it. */
final class MfaDemo {

    private static final Path TEMPLATE =
            Path.of("../../realm-templates/src/main/resources/dev/mfapack/realmtemplates/mfa-demo-realm.json");

    private MfaDemo() {}

    /** The realm as it ships, in place of one that an earlier test left. */
    static RealmAdmin on(KeycloakNode node) {
        return node.admin().importRealm(TEMPLATE);
    }

    /** The same under another name. */
    static RealmAdmin on(KeycloakNode node, String name) {
        return node.admin().importRealm(template().put("realm", name));
    }

    /** The realm without mails that tell people what happened, for tests that read their other mails. */
    static void withoutNotices(RealmAdmin realm) {
        realm.update(it -> {
            ObjectNode attributes = it.withObject("attributes");
            List.of("factor-added", "factor-removed", "second-factor-wrong", "new-device")
                    .forEach(kind -> attributes.put("mfa.notice." + kind, "false"));
        });
    }

    /** As if the waits between two messages had passed: of the challenges that are open, and across logins. */
    static void letTheWaitBeOver(RealmAdmin realm) {
        String id = realm.representation().path("id").asText();
        Db db = realm.node().db();
        db.update("update MFA_CHALLENGE set NEXT_SEND_AT = ISSUED_AT where REALM_ID = ?", id);
        db.update("delete from MFA_THROTTLE where REALM_ID = ? and KIND = 'LADDER'", id);
    }

    /** As if nobody had been sent anything yet. */
    static void forgetMessages(RealmAdmin realm) {
        String id = realm.representation().path("id").asText();
        realm.node().db().update("delete from MFA_THROTTLE where REALM_ID = ? and KIND <> 'ANSWERS'", id);
        realm.node().db().update("delete from MFA_SMS_TRAFFIC where REALM_ID = ?", id);
    }

    /** As if it were so long ago that the codes were made that people may know which messages failed. */
    static void letFailuresBeTold(RealmAdmin realm) {
        realm.node()
                .db()
                .update(
                        "update MFA_CHALLENGE set ISSUED_AT = ISSUED_AT - 10000 where REALM_ID = ?",
                        realm.representation().path("id").asText());
    }

    /** A person whose number was proven at another time; the password is {@code demo}. */
    static RealmAdmin.Person personWithPhone(RealmAdmin realm, String username, String... numbers) {
        return realm.createPerson(username, "demo", person -> {
            for (int i = 0; i < numbers.length; i++) {
                person.withArray("credentials").add(sms(numbers[i], "phone " + (i + 1)));
            }
        });
    }

    /** A person whose addresses were proven at another time; the password is {@code demo}. */
    static RealmAdmin.Person personWithMailbox(RealmAdmin realm, String username, String... addresses) {
        return realm.createPerson(username, "demo", person -> {
            for (int i = 0; i < addresses.length; i++) {
                person.withArray("credentials").add(mailbox(addresses[i], "mailbox " + (i + 1)));
            }
        });
    }

    /** The realm with programs that log in by name and password, which take app passwords. */
    static RealmAdmin withPrograms(KeycloakNode node, String... clientIds) {
        ObjectNode realm = template();
        realm.put("directGrantFlow", "MFA direct grant");
        ObjectNode flow = realm.withArray("authenticationFlows")
                .addObject()
                .put("alias", "MFA direct grant")
                .put("providerId", "basic-flow")
                .put("topLevel", true)
                .put("builtIn", false);
        ArrayNode steps = flow.putArray("authenticationExecutions");
        step(steps, "direct-grant-validate-username", 10);
        step(steps, "mfa-app-password-grant", 20).put("authenticatorConfig", "MFA app passwords");
        realm.withArray("authenticatorConfig")
                .addObject()
                .put("alias", "MFA app passwords")
                .putObject("config")
                .put("mfa-app-password-clients", String.join(", ", clientIds));
        realm.withArray("requiredActions")
                .addObject()
                .put("alias", "mfa-enroll-app-password")
                .put("name", "Make an app password")
                .put("providerId", "mfa-enroll-app-password")
                .put("enabled", true)
                .put("defaultAction", false)
                .put("priority", 89);
        for (String clientId : clientIds) {
            realm.withArray("clients")
                    .addObject()
                    .put("clientId", clientId)
                    .put("publicClient", true)
                    .put("standardFlowEnabled", false)
                    .put("directAccessGrantsEnabled", true);
        }
        return node.admin().importRealm(realm);
    }

    /**
     * The realm with a browser flow {@link #OWN_FLOW} as an operator builds one around the condition {@code mfa-risk-level}: the password; {@link #DENIED_FROM}
     * level 3; {@link #ASKED_FROM} level 2. The first of them once more before the password, where nobody is known.
     */
    static RealmAdmin withAFlowOfItsOwn(KeycloakNode node) {
        ObjectNode realm = template();
        realm.put("browserFlow", OWN_FLOW);
        ArrayNode flow = flow(realm, OWN_FLOW, true);
        conditional(realm, flow, "own too early", 10, "3", "deny-access-authenticator");
        step(flow, "auth-username-password-form", 20);
        conditional(realm, flow, DENIED_FROM, 30, "3", "deny-access-authenticator");
        conditional(realm, flow, ASKED_FROM, 40, "2", "auth-otp-form");
        return node.admin().importRealm(realm);
    }

    static final String OWN_FLOW = "own";
    static final String DENIED_FROM = "own denied";
    static final String ASKED_FROM = "own asked";

    private static void conditional(
            ObjectNode realm, ArrayNode within, String alias, int priority, String level, String provider) {
        within.addObject()
                .put("authenticatorFlow", true)
                .put("requirement", "CONDITIONAL")
                .put("priority", priority)
                .put("flowAlias", alias)
                .put("userSetupAllowed", false);
        ArrayNode steps = flow(realm, alias, false);
        step(steps, "mfa-risk-level", 10).put("authenticatorConfig", alias);
        step(steps, provider, 20);
        realm.withArray("authenticatorConfig")
                .addObject()
                .put("alias", alias)
                .putObject("config")
                .put("risk-level", level);
    }

    private static ArrayNode flow(ObjectNode realm, String alias, boolean isTop) {
        return realm.withArray("authenticationFlows")
                .addObject()
                .put("alias", alias)
                .put("providerId", "basic-flow")
                .put("topLevel", isTop)
                .put("builtIn", false)
                .putArray("authenticationExecutions");
    }

    private static ObjectNode step(ArrayNode steps, String provider, int priority) {
        return steps.addObject()
                .put("authenticator", provider)
                .put("authenticatorFlow", false)
                .put("requirement", "REQUIRED")
                .put("priority", priority)
                .put("userSetupAllowed", false);
    }

    private static ObjectNode template() {
        try {
            return (ObjectNode) JsonHttp.MAPPER.readTree(TEMPLATE.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds the people of a directory, whom the server does not import. */
    static void withDirectory(RealmAdmin realm) {
        RealmAdmin.Answer answer = realm.send(
                "POST",
                "/components",
                JsonHttp.MAPPER
                        .createObjectNode()
                        .put("name", "directory")
                        .put("providerId", DirectoryFactory.ID)
                        .put("providerType", "org.keycloak.storage.UserStorageProvider")
                        .toString());
        if (answer.status() != 201) {
            throw new AssertionError("No directory: " + answer.status() + " " + answer.body());
        }
    }

    private static ObjectNode mailbox(String address, String label) {
        return JsonHttp.MAPPER
                .createObjectNode()
                .put("type", "mfa-email")
                .put("userLabel", label)
                .put("secretData", "{\"address\":\"" + address + "\"}")
                .put("credentialData", "{\"masked\":\"•••\"}");
    }

    private static ObjectNode sms(String number, String label) {
        return JsonHttp.MAPPER
                .createObjectNode()
                .put("type", "mfa-sms")
                .put("userLabel", label)
                .put("secretData", "{\"number\":\"" + number + "\"}")
                .put("credentialData", "{\"masked\":\"" + number.substring(0, 3) + " •••\"}");
    }
}
