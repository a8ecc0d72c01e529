package dev.mfapack.factors.recovery;

import dev.mfapack.core.audit.AuditType;
import dev.mfapack.factors.KeycloakClock;
import dev.mfapack.factors.audit.Audit;
import dev.mfapack.persistence.Recoveries;
import dev.mfapack.persistence.Recovery;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** The links that people have been sent. */
public final class RecoveryLinks {

    private final KeycloakSession session;
    private final RealmModel realm;
    private final Recoveries recoveries;

    public RecoveryLinks(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
        this.recoveries = new Recoveries(session, realm.getId());
    }

    /** Whether a link with this secret works; looking does not use it up. */
    public boolean works(String secret) {
        return open(secret).isPresent();
    }

    /** Uses the link up; empty when it works no more. */
    public Optional<Recovery> use(String secret) {
        Optional<Recovery> used =
                open(secret).filter(open -> recoveries.use(open.id(), KeycloakClock.INSTANCE.instant()));
        if (used.isPresent()) {
            Audit.of(session)
                    .success(AuditType.RECOVERY_LINK_USED, person(used.get()).orElseThrow(), "mfa-recovery", null);
        } else {
            recordRefusal(secret);
        }
        return used;
    }

    /** Whom it is about. */
    public Optional<UserModel> person(Recovery recovery) {
        return Optional.ofNullable(session.users().getUserById(realm, recovery.userId()));
    }

    private Optional<Recovery> open(String secret) {
        return recoveries
                .byTokenHash(new LinkSecret(secret).hash())
                .filter(it -> it.state() == Recovery.State.OPEN && !it.isOver(KeycloakClock.INSTANCE.instant()))
                .filter(it -> person(it).filter(UserModel::isEnabled).isPresent());
    }

    /** A secret that was never sent says nothing about anybody. */
    private void recordRefusal(String secret) {
        recoveries
                .byTokenHash(new LinkSecret(secret).hash())
                .ifPresent(known -> person(known)
                        .ifPresent(person -> Audit.of(session)
                                .failure(
                                        AuditType.RECOVERY_LINK_USED,
                                        person,
                                        "mfa-recovery",
                                        List.of(
                                                known.state() == Recovery.State.OPEN
                                                        ? "expired"
                                                        : known.state().name().toLowerCase(Locale.ROOT)))));
    }
}
