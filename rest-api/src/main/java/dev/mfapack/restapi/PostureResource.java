package dev.mfapack.restapi;

import dev.mfapack.core.limit.Settings;
import dev.mfapack.core.notice.NoticeKind;
import dev.mfapack.core.sms.SmsPolicy;
import dev.mfapack.factors.code.CodeFactor;
import dev.mfapack.factors.code.CodeFactors;
import dev.mfapack.factors.code.SourceAttributes;
import dev.mfapack.factors.email.EmailFactor;
import dev.mfapack.factors.notice.RealmNotices;
import dev.mfapack.factors.policy.BreakGlass;
import dev.mfapack.factors.policy.Mode;
import dev.mfapack.factors.policy.RealmPolicy;
import dev.mfapack.factors.sms.SmsFactor;
import dev.mfapack.persistence.AuditChainProvider;
import dev.mfapack.persistence.KeyRingProvider;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.RealmModel;

/** What an operator should know about how safely the realm is set up. */
@Produces(MediaType.APPLICATION_JSON)
public final class PostureResource {

    /** How much it matters. */
    enum Severity {
        /** Something does not work, or protects nobody. */
        ERROR,
        /** Weaker than it could be. */
        WARNING,
        /** A choice that a standard advises against. */
        NOTICE
    }

    /**
     * One finding.
     *
     * @param id short word that stays the same
     * @param text for people
     */
    record Finding(String id, Severity severity, String text) {}

    private final AdminCall call;
    private final RealmModel realm;
    private final List<Finding> findings = new ArrayList<>();

    PostureResource(AdminCall call) {
        this.call = call;
        this.realm = call.realm();
    }

    @GET
    public Response read() {
        call.requireViewRealm();
        policy();
        texts();
        CodeFactors.ALL.forEach(this::source);
        mails();
        notices();
        surroundings();
        return Response.ok(findings)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    private void policy() {
        RealmPolicy.problems(realm, PolicyResource.attributes(realm))
                .forEach((attribute, problem) -> add(
                        "policy-unreadable",
                        Severity.ERROR,
                        "The attribute " + attribute + " cannot be read: " + problem + "."));
        if (BreakGlass.isOn()) {
            add("break-glass", Severity.ERROR, "The server's break-glass option switches MFA off in every realm.");
        } else if (RealmPolicy.of(realm).levels().mode() != Mode.ENFORCING) {
            add(
                    "policy-not-enforcing",
                    Severity.WARNING,
                    "mfa.mode is not enforcing: nobody is asked for more than apps ask.");
        }
    }

    private void texts() {
        Settings settings = new Settings(realm::getAttribute, (attribute, problem) -> {});
        if (stands(SmsFactor.INSTANCE) && SmsPolicy.read(settings).countries().isEmpty()) {
            add(
                    "sms-no-country",
                    Severity.ERROR,
                    "NOTHING IS SENT by text message: mfa.sms.countries names no country that texts may go to.");
        }
    }

    private void source(CodeFactor factor) {
        factor.source(RealmPolicy.of(realm))
                .filter(name -> SourceAttributes.areEditedByPeople(call.session(), name))
                .ifPresent(name -> add(
                        "source-edited-by-people",
                        Severity.ERROR,
                        "People may edit the attribute " + name + ", so nobody can bind a factor of type "
                                + factor.factor().id() + ". Make it read-only in the user profile."));
    }

    private void mails() {
        if (stands(EmailFactor.INSTANCE)) {
            add(
                    "email-codes",
                    Severity.NOTICE,
                    "Codes by email count as a second factor here. NIST SP 800-63B-4 section 3.1.3.1 does not accept them.");
        }
    }

    private void notices() {
        Set<NoticeKind> on = RealmNotices.policy(realm).on();
        if (!on.contains(NoticeKind.FACTOR_ADDED) || !on.contains(NoticeKind.FACTOR_REMOVED)) {
            add(
                    "notices-off",
                    Severity.NOTICE,
                    "People are not told when factors are added or removed. NIST SP 800-63B-4 section 4.6 asks for it.");
        }
        if (!on.isEmpty() && realm.getSmtpConfig().get("host") == null) {
            add(
                    "notices-not-sent",
                    Severity.WARNING,
                    "The realm has no mail server, so nobody is told what happens to their account.");
        }
    }

    private void surroundings() {
        if (!realm.isBruteForceProtected()) {
            add(
                    "brute-force-off",
                    Severity.WARNING,
                    "Brute force detection is off: nothing but the pack's own limits counts wrong answers.");
        }
        keys();
        if (!call.session().getProvider(AuditChainProvider.class).isKeyFromOutside()) {
            add(
                    "audit-key-in-database",
                    Severity.WARNING,
                    "The audit log is signed with the realm's own key, which stands in the same database: whoever can write"
                            + " all of it can forge the log.");
        }
    }

    private void keys() {
        try {
            if (!call.session().getProvider(KeyRingProvider.class).isWrapped(realm.getId())) {
                add(
                        "keys-without-pepper",
                        Severity.WARNING,
                        "The pack's keys stand in the database without a pepper: whoever copies it can guess codes.");
            }
        } catch (IllegalStateException e) {
            add(
                    "keys-unreadable",
                    Severity.ERROR,
                    "The pepper that wraps the pack's keys cannot be read: no code is sent.");
        }
    }

    private boolean stands(CodeFactor factor) {
        return realm.getAuthenticationFlowsStream()
                .flatMap(flow -> realm.getAuthenticationExecutionsStream(flow.getId()))
                .filter(AuthenticationExecutionModel::isEnabled)
                .anyMatch(step -> factor.factor().id().equals(step.getAuthenticator()));
    }

    private void add(String id, Severity severity, String text) {
        findings.add(new Finding(id, severity, text));
    }
}
