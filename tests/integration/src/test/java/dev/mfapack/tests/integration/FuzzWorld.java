package dev.mfapack.tests.integration;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mfapack.tests.bench.Deadline;
import dev.mfapack.tests.bench.JsonHttp;
import dev.mfapack.tests.bench.Mailbox;
import dev.mfapack.tests.bench.RealmAdmin;
import dev.mfapack.tests.bench.RelyingParty;
import dev.mfapack.tests.bench.SoftPasskey;
import dev.mfapack.tests.bench.Walker;
import dev.mfapack.tests.bench.server.KeycloakNode;
import dev.mfapack.tests.integration.FuzzCaller.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A realm with everybody who calls, and another one that an administrator works on: what they do to it must not change what the
 * others find.
 */
final class FuzzWorld implements AutoCloseable {

    /** So many that the limit of calls for one person, at its highest, is far away. */
    private static final int OF_EACH_KIND = 4;

    private static final String SECRET = "fuzz-secret";
    private static final String ADMINISTERED = "mfa-fuzz";

    private final RealmAdmin realm;
    private final RealmAdmin administered;
    private final RelyingParty app;
    private final List<FuzzCaller> callers = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();

    FuzzWorld(KeycloakNode node) {
        realm = MfaDemo.withPrograms(node, "cron");
        administered = MfaDemo.on(node, ADMINISTERED);
        lenient(realm);
        lenient(administered);
        RestStatus.letIn(realm, "sample-app");
        app = RelyingParty.existing(realm, "sample-app");
        services();
        administrators();
        bystanders();
        for (int i = 0; i < OF_EACH_KIND; i++) {
            person("basic-" + i, Kind.BASIC);
            person("best-" + i, Kind.BEST);
        }
    }

    RealmAdmin realm() {
        return realm;
    }

    RealmAdmin administered() {
        return administered;
    }

    List<FuzzCaller> callers() {
        return callers;
    }

    /** Ids of the people of the realm none of whose tokens is good. */
    List<String> refused() {
        return refused;
    }

    @Override
    public void close() {
        app.close();
        realm.node().admin().deleteRealm(ADMINISTERED);
    }

    /** The calls of some minutes must not come to an end by limits of a minute, nor by tokens of five. */
    private static void lenient(RealmAdmin realm) {
        realm.withoutBruteForceProtection();
        MfaDemo.withoutNotices(realm);
        realm.sendMailTo(Mailbox.shared());
        realm.update(it -> {
            it.put("accessTokenLifespan", 3600);
            it.withObject("/attributes")
                    .put("mfa.level.habit", "false")
                    .put("mfa.api.clients", "sample-app, hasty-app")
                    .put("mfa.api.calls-person-minute", "1000")
                    .put("mfa.api.calls-client-minute", "100000")
                    .put("mfa.api.calls-network-minute", "100000");
        });
    }

    private void person(String username, Kind kind) {
        RealmAdmin.Person person = MfaDemo.personWithPhone(realm, username, number(callers.size()));
        SoftPasskey key = person.addPasskey();
        Walker walker = Walker.named(username, "demo").withPasskey(key);
        String level = kind == Kind.BEST ? "phr" : "basic";
        String token = walker.walk(app.login().scope("mfa").acrValues(level).begin())
                .tokens()
                .accessToken();
        callers.add(new FuzzCaller(username, kind, realm, person.id(), token, key, credentialIds(person)));
    }

    /** Those who have as much to lose as the others, and no token by which they could. */
    private void bystanders() {
        RealmAdmin.Person tampered = bystander("tampered");
        callers.add(FuzzCaller.without(Kind.TAMPERED, realm, tampered.id(), token("tampered", "mfa")));
        callers.add(FuzzCaller.without(Kind.RUBBISH, realm, tampered.id(), token("tampered", "mfa")));
        callers.add(FuzzCaller.without(Kind.NOBODY, realm, tampered.id(), ""));
        RealmAdmin.Person other = bystander("other");
        callers.add(FuzzCaller.without(Kind.OTHER_AUDIENCE, realm, other.id(), token("other", "profile")));
        RealmAdmin.Person expired = bystander("expired");
        try (RelyingParty hasty = RelyingParty.register(realm, "hasty-app")) {
            RestStatus.give(realm, "hasty-app");
            realm.client("hasty-app").attribute("access.token.lifespan", "1");
            String token = Walker.named("expired", "demo")
                    .walk(hasty.login().scope("mfa").begin())
                    .tokens()
                    .accessToken();
            Deadline.ofSeconds(10)
                    .until(
                            "the token to expire",
                            () -> MfaApi.of(realm, token).get("/status").status() == 401);
            callers.add(FuzzCaller.without(Kind.EXPIRED, realm, expired.id(), token));
        }
    }

    private RealmAdmin.Person bystander(String username) {
        RealmAdmin.Person person = MfaDemo.personWithPhone(realm, username, number(90 + refused.size()));
        person.addPasskey();
        person.addTotp("bystander-" + username);
        refused.add(person.id());
        return person;
    }

    private String token(String username, String scope) {
        return Walker.named(username, "demo")
                .walk(app.login().scope(scope).begin())
                .tokens()
                .accessToken();
    }

    private void services() {
        RealmAdmin.Client api = realm.client("mfa-api");
        for (String role : List.of("app-passwords:imap", "app-passwords:other")) {
            created(realm.send("POST", "/clients/" + api.id() + "/roles", "{\"name\":\"" + role + "\"}"));
        }
        service("mail-server", Kind.SERVICE, "app-passwords:imap");
        service("idle-server", Kind.SERVICE_WITHOUT_ROLE, "");
    }

    private void service(String clientId, Kind kind, String role) {
        realm.createClient(JsonHttp.MAPPER
                .createObjectNode()
                .put("clientId", clientId)
                .put("secret", SECRET)
                .put("standardFlowEnabled", false)
                .put("serviceAccountsEnabled", true));
        RealmAdmin.Person account = realm.person("service-account-" + clientId);
        if (!role.isEmpty()) {
            account.grantClientRole("mfa-api", role);
        }
        String token = TokenEndpoint.accessToken(
                realm, Map.of("grant_type", "client_credentials", "client_id", clientId, "client_secret", SECRET));
        callers.add(FuzzCaller.without(kind, realm, account.id(), token));
    }

    private void administrators() {
        RealmAdmin.Person looked = MfaDemo.personWithPhone(administered, "looked-at", number(80));
        administered.createPerson("root", "demo").grantClientRole("realm-management", "realm-admin");
        administered.createPerson("clerk", "demo").grantClientRole("realm-management", "query-users");
        try (RelyingParty console = RelyingParty.register(administered, "console")) {
            String root = console.passwordGrant("root", "demo").tokens().accessToken();
            String clerk = console.passwordGrant("clerk", "demo").tokens().accessToken();
            callers.add(new FuzzCaller(
                    "root", Kind.ADMINISTRATOR, administered, looked.id(), root, null, credentialIds(looked)));
            callers.add(FuzzCaller.without(Kind.LESSER_ADMINISTRATOR, administered, looked.id(), clerk));
            callers.add(FuzzCaller.without(
                    Kind.OTHER_REALM,
                    realm,
                    realm.createPerson("sought", "demo").id(),
                    root));
        }
    }

    private static void created(RealmAdmin.Answer answer) {
        if (answer.status() != 201) {
            throw new AssertionError(answer.toString());
        }
    }

    private static List<String> credentialIds(RealmAdmin.Person person) {
        return person.credentials().stream()
                .map((JsonNode it) -> it.path("id").asText())
                .toList();
    }

    private static String number(int person) {
        return "+4915228817%03d".formatted(300 + person);
    }
}
