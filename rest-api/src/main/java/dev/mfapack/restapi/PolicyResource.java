package dev.mfapack.restapi;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mfapack.core.audit.AuditType;
import dev.mfapack.core.audit.PolicyFingerprint;
import dev.mfapack.factors.code.SourceAttributes;
import dev.mfapack.factors.level.FlowLevels;
import dev.mfapack.factors.policy.BreakGlass;
import dev.mfapack.factors.policy.RealmPolicy;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.keycloak.models.ModelException;
import org.keycloak.models.RealmModel;

/** The realm's policy. What stands in the realm's attributes is read and written as a whole, and refused as a whole. */
@Produces(MediaType.APPLICATION_JSON)
public final class PolicyResource {

    /**
     * The policy.
     *
     * @param attributes the realm attributes that are set; for the rest the default holds
     * @param problems what cannot be understood of them, by attribute; the default, or something stricter, holds there
     * @param breakGlass whether the server's break-glass option switches every realm's policy off
     */
    record Policy(Map<String, String> attributes, Map<String, String> problems, boolean breakGlass) {}

    private static final ObjectMapper JSON = new ObjectMapper().registerModule(PlainText.module());

    private static final String EXPECTED =
            "Send {\"attributes\": {\"mfa.mode\": \"shadow\"}} with every attribute that is not"
                    + " to have its default, each value a string.";

    private final AdminCall call;
    private final RealmModel realm;

    PolicyResource(AdminCall call) {
        this.call = call;
        this.realm = call.realm();
    }

    @GET
    public Response read() {
        call.requireViewRealm();
        return answer();
    }

    /** Makes the policy what is sent: an attribute that is left out goes back to its default. */
    @PUT
    @Consumes(MediaType.WILDCARD)
    public Response write(String body) {
        call.requireManageRealm();
        Map<String, String> wanted = parse(body);
        Map<String, String> problems = RealmPolicy.problems(realm, wanted);
        refuseSourcesThatPeopleEdit(wanted, problems);
        if (!problems.isEmpty()) {
            throw ProblemException.badRequest(told(problems));
        }
        List<String> changed = changed(wanted);
        store(wanted);
        refuseLockingOutTheCaller();
        if (!changed.isEmpty()) {
            List<String> reasons = new ArrayList<>(changed);
            reasons.add(PolicyFingerprint.of(realm.getAttributes()));
            call.changed(AuditType.POLICY_CHANGED, reasons, wanted);
        }
        return answer();
    }

    /** Writes what is another than before: two who write at once meet less often, and the second is told. */
    private void store(Map<String, String> wanted) {
        Map<String, String> before = attributes(realm);
        try {
            before.keySet().stream().filter(name -> !wanted.containsKey(name)).forEach(realm::removeAttribute);
            wanted.forEach((name, value) -> {
                if (!value.equals(before.get(name))) {
                    realm.setAttribute(name, value);
                }
            });
        } catch (ModelException e) {
            throw call.undone("Somebody else is changing the policy: read it, and send it again.");
        }
    }

    /** Who may edit where codes go could make a bound destination count no more, and bind another with the password alone. */
    private void refuseSourcesThatPeopleEdit(Map<String, String> wanted, Map<String, String> problems) {
        for (String source : List.of("mfa.phone.attribute", "mfa.email.attribute")) {
            String name = wanted.get(source);
            if (name != null && SourceAttributes.areEditedByPeople(call.session(), name.strip())) {
                problems.put(source, "people may edit " + name.strip() + ", see the realm's user profile");
            }
        }
    }

    private void refuseLockingOutTheCaller() {
        Map<String, Integer> levels = new HashMap<>();
        new FlowLevels(call.session(), realm)
                .ofCredentialTypes(realm.getBrowserFlow().getId())
                .forEach((type, level) -> levels.put(type, level.number()));
        new CallerReach(call).beyond(levels).ifPresent(why -> {
            throw call.undone("This would lock you out: " + why);
        });
    }

    private List<String> changed(Map<String, String> wanted) {
        return RealmPolicy.ATTRIBUTES.stream()
                .filter(name -> !Objects.equals(realm.getAttribute(name), wanted.get(name)))
                .sorted()
                .toList();
    }

    private Response answer() {
        Map<String, String> attributes = attributes(realm);
        return Response.ok(new Policy(attributes, RealmPolicy.problems(realm, attributes), BreakGlass.isOn()))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    /** The attributes of the policy that are set. */
    static Map<String, String> attributes(RealmModel realm) {
        Map<String, String> attributes = new TreeMap<>();
        RealmPolicy.ATTRIBUTES.forEach(name -> {
            String value = realm.getAttribute(name);
            if (value != null) {
                attributes.put(name, value);
            }
        });
        return attributes;
    }

    private static Map<String, String> parse(String body) {
        try {
            Map<String, Map<String, String>> policy =
                    JSON.readValue(body, new TypeReference<Map<String, Map<String, String>>>() {});
            Map<String, String> attributes = policy == null ? null : policy.get("attributes");
            if (attributes == null || policy.size() != 1 || attributes.containsValue(null)) {
                throw ProblemException.badRequest(EXPECTED);
            }
            return attributes;
        } catch (IOException e) {
            throw ProblemException.badRequest(EXPECTED);
        }
    }

    static String told(Map<String, String> problems) {
        StringBuilder told = new StringBuilder();
        problems.forEach((name, problem) ->
                told.append(name).append(": ").append(problem).append(". "));
        return told.toString().strip();
    }
}
