package dev.mfapack.factors.limit;

import dev.mfapack.core.challenge.Destination;
import dev.mfapack.core.challenge.Factor;
import dev.mfapack.core.key.HashKey;
import dev.mfapack.core.key.KeyPurpose;
import dev.mfapack.core.limit.Alert;
import dev.mfapack.core.limit.Comparison;
import dev.mfapack.core.limit.Holder;
import dev.mfapack.core.limit.KeyedHash;
import dev.mfapack.core.limit.LimitPolicy;
import dev.mfapack.core.limit.LimitReason;
import dev.mfapack.core.limit.Limits;
import dev.mfapack.core.limit.Network;
import dev.mfapack.core.limit.Permission;
import dev.mfapack.core.limit.Permission.Refused;
import dev.mfapack.core.limit.SendRequest;
import dev.mfapack.core.limit.SendRules;
import dev.mfapack.core.limit.Settings;
import dev.mfapack.core.phone.PhoneNumber;
import dev.mfapack.core.sms.SmsGuard;
import dev.mfapack.core.sms.SmsPolicy;
import dev.mfapack.core.sms.SmsRequest;
import dev.mfapack.factors.KeycloakClock;
import dev.mfapack.factors.policy.RealmPolicy;
import dev.mfapack.persistence.JpaLimitStore;
import dev.mfapack.persistence.KeyRingProvider;
import io.micrometer.core.instrument.Metrics;
import java.time.Instant;
import org.jboss.logging.Logger;
import org.keycloak.common.ClientConnection;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * The one limiter as the doors ask it, with the realm's settings; text messages have the SMS guard's rules as well. Alerts
 * become log lines, refusals the counter {@code mfa.limits}.
 *
 * <p>One per Keycloak session and factor; not thread-safe. Each call is committed on its own.
 */
public final class CodeLimits {

    private static final Logger LOG = Logger.getLogger(CodeLimits.class);

    private final KeycloakSession session;
    private final RealmModel realm;
    private final Factor factor;
    private final JpaLimitStore store;

    private CodeLimits(KeycloakSession session, Factor factor) {
        this.session = session;
        this.realm = session.getContext().getRealm();
        this.factor = factor;
        this.store = new JpaLimitStore(session.getKeycloakSessionFactory(), KeycloakClock.INSTANCE);
    }

    /** For the realm of the current request. */
    public static CodeLimits of(KeycloakSession session, Factor factor) {
        return new CodeLimits(session, factor);
    }

    /**
     * Whether a code may be sent; if so, it is counted.
     *
     * @param verifiedBefore whether the destination is bound to the person already
     * @param lastOneFailed whether the message before it never left
     */
    public Permission beforeSending(String userId, Destination to, boolean verifiedBefore, boolean lastOneFailed) {
        Permission permission = to instanceof PhoneNumber number
                ? guard().mayLeave(text(userId, number, verifiedBefore, lastOneFailed))
                : limits().beforeSending(mail(userId, to, verifiedBefore, lastOneFailed));
        permission.alerts().forEach(this::warn);
        if (permission instanceof Refused refused) {
            refused(refused.reason());
        }
        return permission;
    }

    /** Whether an answer may be compared; if so, it counts as a wrong one until something else is told. */
    public Comparison beforeComparing(String userId) {
        Comparison comparison = limits().beforeComparing(holder(userId));
        if (comparison instanceof Comparison.Refused refused) {
            refused(refused.reason());
        }
        return comparison;
    }

    /** The code that was sent came back; the wrong answers before it are forgotten, also where they had disabled the factor. */
    public void answeredRight(String userId, Destination to, boolean verifiedBefore, Instant sentAt) {
        if (to instanceof PhoneNumber number) {
            guard().verified(text(userId, number, verifiedBefore, false), sentAt);
        } else {
            limits().answeredRight(mail(userId, to, verifiedBefore, false), sentAt);
        }
    }

    /** There was nothing to compare the answer with. */
    public void notCompared(String userId) {
        limits().notCompared(holder(userId));
    }

    private SmsRequest text(String userId, PhoneNumber number, boolean verifiedBefore, boolean lastOneFailed) {
        return SmsRequest.of(key(), realm.getId(), userId, number, network(), verifiedBefore, lastOneFailed);
    }

    private SendRequest mail(String userId, Destination to, boolean verifiedBefore, boolean lastOneFailed) {
        String destination = KeyedHash.ofDestination(key(), to.value());
        return new SendRequest(holder(userId), destination, network(), verifiedBefore, lastOneFailed);
    }

    private Holder holder(String userId) {
        return new Holder(realm.getId(), userId, factor.id());
    }

    private HashKey key() {
        return session.getProvider(KeyRingProvider.class).current(realm.getId(), KeyPurpose.LIMIT);
    }

    /** As Keycloak sees it, behind a proxy by its own settings. */
    private Network network() {
        ClientConnection connection = session.getContext().getConnection();
        return connection == null ? Network.UNKNOWN : Network.of(connection.getRemoteAddr());
    }

    private SmsGuard guard() {
        return new SmsGuard(store, rules(), SmsPolicy.read(settings()), KeycloakClock.INSTANCE);
    }

    private Limits limits() {
        return new Limits(store, rules(), KeycloakClock.INSTANCE);
    }

    private SendRules rules() {
        return new SendRules(LimitPolicy.read(settings()), RealmPolicy.of(realm).codes());
    }

    private Settings settings() {
        return new Settings(
                realm::getAttribute,
                (attribute, problem) -> LOG.warnf(
                        "Realm %s: the attribute %s cannot be read, and the strictest value holds: %s",
                        realm.getName(), attribute, problem));
    }

    private void refused(LimitReason reason) {
        Metrics.counter("mfa.limits", "factor", factor.id(), "reason", reason.word())
                .increment();
        if (reason == LimitReason.COUNTRY_LIST_EMPTY) {
            LOG.errorf(
                    "Realm %s: no text message is sent, because its attribute mfa.sms.countries names no country",
                    realm.getName());
        }
    }

    private void warn(Alert alert) {
        if (alert instanceof Alert.LowConversion low) {
            LOG.warnf(
                    "Realm %s: of the codes sent to %s only %d %% come back",
                    realm.getName(), low.group(), low.percent());
        } else if (alert instanceof Alert.Blocked blocked) {
            LOG.warnf(
                    "Realm %s: nothing is sent to %s until %s, because only %d %% of the codes come back",
                    realm.getName(), blocked.group(), blocked.until(), blocked.percent());
        } else if (alert instanceof Alert.CapReached cap) {
            LOG.warnf(
                    "Realm %s: %d %% of the %d text messages of a day are sent",
                    realm.getName(), cap.percent(), cap.cap());
        }
    }
}
