package dev.mfapack.tests.integration;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mfapack.tests.bench.KeyRequest;
import dev.mfapack.tests.bench.RealmAdmin;
import dev.mfapack.tests.bench.SoftPasskey;
import dev.mfapack.tests.integration.ApiDescription.Audience;
import dev.mfapack.tests.integration.ApiDescription.Operation;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** One who calls the API, with a good token, a bad one or none; remembers of the answers what a later request can refer to. Safe for several threads. */
final class FuzzCaller {

    /** Enough to choose among, and so little that most of it is still good. */
    private static final int MOST_REMEMBERED = 40;

    /** What the caller has to show. */
    enum Kind {
        NOBODY,
        RUBBISH,
        TAMPERED,
        EXPIRED,
        OTHER_AUDIENCE,
        OTHER_REALM,
        BASIC,
        BEST,
        SERVICE,
        SERVICE_WITHOUT_ROLE,
        ADMINISTRATOR,
        LESSER_ADMINISTRATOR;

        /** Whether the guard of a call for these may let it pass; whether it does depends on what it asks for, too. */
        boolean mayCall(Audience audience) {
            return switch (audience) {
                case ANYBODY -> true;
                case PERSON -> this == BASIC || this == BEST;
                case SERVICE -> this == SERVICE;
                case ADMINISTRATOR -> this == ADMINISTRATOR;
            };
        }
    }

    /** A challenge for a passkey that waits for its answer. */
    record Ceremony(String id, boolean registers, KeyRequest request) {}

    private final String name;
    private final Kind kind;
    private final RealmAdmin realm;
    private final String personId;
    private final String token;
    private final @Nullable SoftPasskey passkey;
    private final Deque<String> ids = new ConcurrentLinkedDeque<>();
    private final Deque<Ceremony> ceremonies = new ConcurrentLinkedDeque<>();

    FuzzCaller(
            String name,
            Kind kind,
            RealmAdmin realm,
            String personId,
            String token,
            @Nullable SoftPasskey passkey,
            List<String> ids) {
        this.name = name;
        this.kind = kind;
        this.realm = realm;
        this.personId = personId;
        this.token = token;
        this.passkey = passkey;
        this.ids.addAll(ids);
    }

    /** Somebody without a token that is good for anything. */
    static FuzzCaller without(Kind kind, RealmAdmin realm, String personId, String token) {
        return new FuzzCaller(kind.name(), kind, realm, personId, token, null, List.of());
    }

    Kind kind() {
        return kind;
    }

    RealmAdmin realm() {
        return realm;
    }

    String personId() {
        return personId;
    }

    Optional<SoftPasskey> passkey() {
        return Optional.ofNullable(passkey);
    }

    /** Of a factor, a challenge or whatever else the API has told of; empty when it has told of none. */
    Optional<String> anyId(RandomGenerator random) {
        List<String> known = List.copyOf(ids);
        return known.isEmpty() ? Optional.empty() : Optional.of(known.get(random.nextInt(known.size())));
    }

    /** Each is answered once. */
    Optional<Ceremony> nextCeremony() {
        return Optional.ofNullable(ceremonies.pollLast());
    }

    /** What stands in the header Authorization. */
    Optional<String> authorization(RandomGenerator random) {
        return switch (kind) {
            case NOBODY -> Optional.empty();
            case RUBBISH -> Optional.of(rubbish(random));
            case TAMPERED -> Optional.of("Bearer " + tampered(random));
            default -> Optional.of("Bearer " + token);
        };
    }

    /** Keeps what an answer that the call was accepted tells. */
    void remember(Operation call, JsonNode accepted) {
        for (String field : List.of("challenge", "credential", "id")) {
            if (accepted.path(field).isTextual()) {
                keep(ids, accepted.path(field).asText());
            }
        }
        JsonNode options = accepted.path("publicKey");
        if (options.isObject()) {
            URI server = realm.node().publicUri();
            keep(
                    ceremonies,
                    new Ceremony(
                            accepted.path("ceremony").asText(),
                            call.id().equals("beginPasskeyRegistration"),
                            new KeyRequest(
                                    options.path("challenge").asText(),
                                    "localhost",
                                    server.getScheme() + "://" + server.getAuthority(),
                                    List.of())));
        }
    }

    private static <T> void keep(Deque<T> kept, T one) {
        kept.addLast(one);
        if (kept.size() > MOST_REMEMBERED) {
            kept.pollFirst();
        }
    }

    private String rubbish(RandomGenerator random) {
        List<String> all = List.of(
                "Bearer",
                "Bearer ",
                "bearer x",
                "Bearer null",
                "Bearer a.b.c",
                "Bearer ..",
                "Bearer " + "A".repeat(3000),
                "Basic bm9yYTpkZW1v",
                "Basic " + token,
                "DPoP " + token,
                "Negotiate YII=",
                token,
                ",",
                // With an issuer: without one Keycloak 26.7's admin REST answers 500 before any resource is asked.
                "Bearer eyJhbGciOiJub25lIn0.eyJpc3MiOiJ4In0.",
                "Bearer " + token + " " + token,
                "Bearer " + token.substring(0, token.indexOf('.')),
                "Bearer {\"alg\":\"none\"}");
        return all.get(random.nextInt(all.size()));
    }

    /** The same words with another signature, or other words with the same one. */
    private String tampered(RandomGenerator random) {
        String[] parts = token.split("\\.", -1);
        String payload = decoded(parts[1]);
        switch (random.nextInt(5)) {
            case 0 -> parts[1] = encoded(payload.replace("\"acr\":\"basic\"", "\"acr\":\"phr\""));
            case 1 -> parts[1] = encoded(payload.replaceFirst("\"exp\":\\d+", "\"exp\":4102444800"));
            case 2 -> parts[0] = encoded("{\"alg\":\"none\",\"typ\":\"JWT\"}");
            case 3 -> {
                parts[0] = encoded(decoded(parts[0]).replace("RS256", "HS256"));
                parts[2] = encoded("signature");
            }
            default -> {
                int at = random.nextInt(parts[2].length() - 2);
                char other = parts[2].charAt(at) == 'A' ? 'B' : 'A';
                parts[2] = parts[2].substring(0, at) + other + parts[2].substring(at + 1);
            }
        }
        return String.join(".", parts);
    }

    private static String decoded(String part) {
        return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
    }

    private static String encoded(String text) {
        // Where nothing was there to be replaced, one blank more makes it other words.
        return Base64.getUrlEncoder().withoutPadding().encodeToString((text + " ").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return name;
    }
}
