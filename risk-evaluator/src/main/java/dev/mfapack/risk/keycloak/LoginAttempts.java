package dev.mfapack.risk.keycloak;

import dev.mfapack.core.limit.Network;
import dev.mfapack.core.risk.RiskPolicy;
import dev.mfapack.risk.AccountEvents;
import dev.mfapack.risk.ClientHints;
import dev.mfapack.risk.LoginAttempt;
import dev.mfapack.risk.Observed;
import dev.mfapack.risk.Place;
import dev.mfapack.risk.Provider;
import dev.mfapack.risk.Why;
import jakarta.ws.rs.core.HttpHeaders;
import java.net.InetAddress;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.keycloak.common.ClientConnection;
import org.keycloak.credential.CredentialModel;
import org.keycloak.http.HttpRequest;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.PasswordCredentialModel;

/** Reads of the current request what is looked at. The address is what Keycloak's proxy settings make of the connection, and no header. */
final class LoginAttempts {

    /** What happened longer ago counts next to nothing: eight half-lives of a reset, and two of a reported stranger. */
    private static final Duration OF_LATE = Duration.ofDays(14);

    /** OpenID Connect Core 1.0 section 5.1: name of a zone of the IANA database. */
    private static final String ZONE = "zoneinfo";

    private final KeycloakSession session;
    private final RiskSources sources;

    LoginAttempts(KeycloakSession session) {
        this.session = session;
        this.sources = session.getProvider(RiskSources.class);
    }

    LoginAttempt read(RealmModel realm, UserModel user, String device, Instant now, RiskPolicy policy) {
        Observed<InetAddress> address = address();
        return new LoginAttempt(
                realm.getId(),
                user.getId(),
                now,
                address,
                place(address),
                provider(address),
                look(address, sources.networks()::of),
                sources.userAgents().read(header(HttpHeaders.USER_AGENT)),
                ClientHints.of(header("Sec-CH-UA"), header("Sec-CH-UA-Platform"), header("Sec-CH-UA-Mobile")),
                Observed.of(device),
                zone(user, policy),
                events(realm, user, now));
    }

    Observed<InetAddress> address() {
        ClientConnection connection = session.getContext().getConnection();
        if (connection == null || connection.getRemoteHost() == null) {
            return Observed.unknown(Why.NOT_SENT);
        }
        return Network.address(connection.getRemoteHost())
                .<Observed<InetAddress>>map(Observed::of)
                .orElseGet(() -> Observed.unknown(Why.UNREADABLE));
    }

    Observed<Provider> provider(Observed<InetAddress> address) {
        return look(address, sources.places()::provider);
    }

    private Observed<Place> place(Observed<InetAddress> address) {
        return look(address, sources.places()::place);
    }

    private static <T> Observed<T> look(Observed<InetAddress> address, Function<InetAddress, Observed<T>> lookUp) {
        return address instanceof Observed.Seen<InetAddress> seen
                ? lookUp.apply(seen.value())
                : Observed.unknown(address.reason().orElse(Why.NOT_SENT));
    }

    private @Nullable String header(String name) {
        KeycloakContext context = session.getContext();
        HttpRequest request = context.getHttpRequest();
        return request == null ? null : request.getHttpHeaders().getHeaderString(name);
    }

    /** The person's own, if their profile names one that there is. */
    private static ZoneId zone(UserModel user, RiskPolicy policy) {
        String own = user.getFirstAttribute(ZONE);
        try {
            return own == null || own.isBlank() ? policy.zone() : ZoneId.of(own.strip());
        } catch (DateTimeException e) {
            return policy.zone();
        }
    }

    private Observed<AccountEvents> events(RealmModel realm, UserModel user, Instant now) {
        Instant from = now.minus(OF_LATE);
        Optional<Instant> password = passwordSet(user).filter(from::isBefore);
        return session.getProvider(RiskMemory.class)
                .accounts()
                .since(realm.getId(), user.getId(), from)
                .map(events -> new AccountEvents(password, events.factorChanged(), events.reported()));
    }

    /** Whoever set it: who knows the old one, or has the mailbox, can change it. */
    private static Optional<Instant> passwordSet(UserModel user) {
        return user.credentialManager()
                .getStoredCredentialsByTypeStream(PasswordCredentialModel.TYPE)
                .map(CredentialModel::getCreatedDate)
                .filter(created -> created != null)
                .max(Comparator.naturalOrder())
                .map(Instant::ofEpochMilli);
    }
}
