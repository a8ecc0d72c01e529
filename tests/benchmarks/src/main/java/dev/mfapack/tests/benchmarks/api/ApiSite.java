package dev.mfapack.tests.benchmarks.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mfapack.tests.bench.JsonHttp;
import dev.mfapack.tests.bench.RealmAdmin;
import dev.mfapack.tests.bench.SoftPasskey;
import dev.mfapack.tests.bench.server.BenchSettings;
import dev.mfapack.tests.bench.server.KeycloakNode;
import dev.mfapack.tests.benchmarks.load.Hashing;
import dev.mfapack.tests.benchmarks.load.LoginRealm;
import dev.mfapack.tests.benchmarks.load.SampleApp;
import dev.mfapack.tests.benchmarks.load.Site;
import dev.mfapack.tests.benchmarks.load.Visit;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * A server whose people have a password and a passkey each.
 *
 * @param keys theirs, in the order of the people
 */
record ApiSite(Site site, List<SoftPasskey> keys) {

    /** How many people. */
    static final int PEOPLE = LoginRealm.PEOPLE;

    private static final String SCOPE = "mfa";

    /** With the pack; the app may call its API. */
    static ApiSite pack() {
        ObjectNode realm = LoginRealm.withPack();
        // As many as are measured, and some; each of them comes from one address here.
        realm.withObject("/attributes")
                .put("mfa.api.clients", "sample-app")
                .put("mfa.api.calls-client-minute", "100000")
                .put("mfa.api.calls-network-minute", "100000");
        // Longer than a measurement takes.
        realm.put("accessTokenLifespan", 3_600);
        ApiSite site = start("pack", BenchSettings.providers(), realm);
        site.letIn();
        return site;
    }

    /** Keycloak as it comes. */
    static ApiSite plain() {
        return start("plain", List.of(), LoginRealm.plain());
    }

    private static ApiSite start(String name, List<Path> providers, ObjectNode realm) {
        List<SoftPasskey> keys = new ArrayList<>();
        ArrayNode users = realm.putArray("users");
        for (int i = 0; i < PEOPLE; i++) {
            String id = UUID.randomUUID().toString();
            SoftPasskey key = SoftPasskey.passkey(id);
            ObjectNode person =
                    LoginRealm.personWithPassword(LoginRealm.person(i)).put("id", id);
            person.withArray("/credentials").add(key.credential());
            users.add(person);
            keys.add(key);
        }
        return new ApiSite(Site.start(name, providers, realm, Hashing.CHEAP, UnaryOperator.identity()), keys);
    }

    /** All tokens of the app get the audience and the scope of the API. */
    private void letIn() {
        RealmAdmin realm = node().realm(realmName());
        realm.createClient(
                JsonHttp.MAPPER.createObjectNode().put("clientId", "mfa-api").put("bearerOnly", true));
        ObjectNode scope = JsonHttp.MAPPER.createObjectNode().put("name", SCOPE).put("protocol", "openid-connect");
        scope.putObject("attributes").put("include.in.token.scope", "true");
        ObjectNode mapper = scope.putArray("protocolMappers")
                .addObject()
                .put("name", "audience mfa-api")
                .put("protocol", "openid-connect")
                .put("protocolMapper", "oidc-audience-mapper");
        mapper.putObject("config").put("included.client.audience", "mfa-api").put("access.token.claim", "true");
        require(realm.send("POST", "/client-scopes", scope.toString()));
        for (var known : realm.get("/client-scopes")) {
            if (known.path("name").asText().equals(SCOPE)) {
                require(realm.send(
                        "PUT",
                        "/clients/" + realm.client(app().clientId()).id() + "/default-client-scopes/"
                                + known.path("id").asText(),
                        ""));
            }
        }
    }

    private static void require(RealmAdmin.Answer answer) {
        if (answer.status() / 100 != 2) {
            throw new IllegalStateException(answer.toString());
        }
    }

    private String realmName() {
        String[] path = app().endpoints().getPath().split("/", -1);
        return path[2];
    }

    KeycloakNode node() {
        return site.node();
    }

    SampleApp app() {
        return site.app();
    }

    /** An access token of that person, who logs in by passkey. */
    String token(int person, String acr) {
        Visit visit = Visit.open(app());
        visit.answer(keys.get(person).answer(visit.keyRequest()));
        return visit.redeem(acr);
    }
}
