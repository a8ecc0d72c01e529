package dev.mfapack.factors.recovery;

import dev.mfapack.core.audit.AuditRecord.Outcome;
import dev.mfapack.core.audit.AuditType;
import dev.mfapack.factors.KeycloakClock;
import dev.mfapack.factors.audit.Audit;
import dev.mfapack.factors.policy.RealmPolicy;
import dev.mfapack.persistence.Recoveries;
import dev.mfapack.persistence.Recovery;
import dev.mfapack.persistence.Recovery.State;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.urls.UrlType;

/**
 * What administrators do to let one person bind new factors. Each step is committed by itself before anything is sent.
 *
 * <p>One per Keycloak session; not thread-safe.
 */
public final class PersonsRecovery {

    /** How long a link works, and how long a request waits for a second administrator: NIST SP 800-63B-4 section 4.2.1.2, by mail. */
    public static final Duration LIFETIME = Duration.ofHours(24);

    /** What a step came to. */
    public sealed interface Step {

        /** It was taken. */
        record Taken(Recovery recovery) implements Step {}

        /** Nobody has validated an address of the person to which the link could go. */
        record NoAddress() implements Step {}

        /** One is under way. */
        record UnderWay() implements Step {}

        /** It takes somebody else: nobody recovers themselves, and the second administrator is not the first. */
        record SomebodyElse() implements Step {}

        /** There is none that waits for this. */
        record NotWaiting() implements Step {}

        /** The mail server did not take the link; it is over. */
        record NotSent() implements Step {}
    }

    private final KeycloakSession session;
    private final RealmModel realm;
    private final UserModel person;
    private final Recoveries recoveries;

    private PersonsRecovery(KeycloakSession session, RealmModel realm, UserModel person) {
        this.session = session;
        this.realm = realm;
        this.person = person;
        this.recoveries = new Recoveries(session, realm.getId());
    }

    public static PersonsRecovery of(KeycloakSession session, RealmModel realm, UserModel person) {
        return new PersonsRecovery(session, realm, person);
    }

    /** Those that are not over. */
    public List<Recovery> live() {
        return recoveries.live(person.getId(), now(), 10);
    }

    /** Asks for it; where the realm takes one administrator alone, the link is sent. */
    public Step request(UserModel administrator) {
        if (administrator.getId().equals(person.getId())) {
            return new Step.SomebodyElse();
        }
        if (!RecoveryMail.canReach(person)) {
            return new Step.NoAddress();
        }
        if (!live().isEmpty()) {
            return new Step.UnderWay();
        }
        Recovery requested = new Recovery(
                UUID.randomUUID().toString(),
                realm.getId(),
                person.getId(),
                State.REQUESTED,
                administrator.getId(),
                null,
                now(),
                now().plus(LIFETIME));
        recoveries.add(requested);
        audit(AuditType.RECOVERY_REQUESTED, Outcome.SUCCESS, administrator, List.of("recovery-" + requested.id()));
        return RealmPolicy.of(realm).recoveryTakesTwo()
                ? new Step.Taken(requested)
                : open(requested, null, administrator);
    }

    /** Agrees to what another administrator asked for; the link is sent. */
    public Step approve(String id, UserModel administrator) {
        Optional<Recovery> requested = own(id).filter(it -> it.state() == State.REQUESTED && !it.isOver(now()));
        if (requested.isEmpty()) {
            return new Step.NotWaiting();
        }
        if (List.of(requested.get().requestedBy(), person.getId()).contains(administrator.getId())) {
            return new Step.SomebodyElse();
        }
        if (!RecoveryMail.canReach(person)) {
            return new Step.NoAddress();
        }
        return open(requested.get(), administrator.getId(), administrator);
    }

    /** Stops it, however far it has come; false when it is over. */
    public boolean cancel(String id, UserModel administrator) {
        boolean stopped = own(id).isPresent() && recoveries.cancel(id, now());
        if (stopped) {
            audit(AuditType.RECOVERY_CANCELLED, Outcome.SUCCESS, administrator, List.of("recovery-" + id));
        }
        return stopped;
    }

    private Step open(Recovery requested, @Nullable String approvedBy, UserModel administrator) {
        LinkSecret secret = LinkSecret.draw();
        if (!recoveries.open(requested.id(), approvedBy, secret.hash(), now(), now().plus(LIFETIME))) {
            return new Step.NotWaiting();
        }
        List<String> told = List.of("recovery-" + requested.id());
        if (approvedBy != null) {
            audit(AuditType.RECOVERY_APPROVED, Outcome.SUCCESS, administrator, told);
        }
        if (!new RecoveryMail(session, realm).send(person, link(secret), LIFETIME.toHours())) {
            recoveries.cancel(requested.id(), now());
            audit(AuditType.RECOVERY_LINK_SENT, Outcome.FAILURE, administrator, List.of("mail-server"));
            return new Step.NotSent();
        }
        audit(AuditType.RECOVERY_LINK_SENT, Outcome.SUCCESS, administrator, told);
        return recoveries.find(requested.id()).<Step>map(Step.Taken::new).orElseGet(Step.NotWaiting::new);
    }

    private Optional<Recovery> own(String id) {
        return recoveries.find(id).filter(it -> it.userId().equals(person.getId()));
    }

    private URI link(LinkSecret secret) {
        return session.getContext()
                .getUri(UrlType.FRONTEND)
                .getBaseUriBuilder()
                .path("realms/{realm}/mfa/recovery")
                .queryParam("token", secret.text())
                .build(realm.getName());
    }

    private void audit(AuditType type, Outcome outcome, UserModel administrator, List<String> reasons) {
        Audit.of(session).adminStep(person, type, outcome, administrator, reasons);
    }

    private static Instant now() {
        return KeycloakClock.INSTANCE.instant();
    }
}
