package dev.mfapack.factors.notice;

import dev.mfapack.core.key.HashKey;
import dev.mfapack.core.key.KeyPurpose;
import dev.mfapack.core.notice.Receivers;
import dev.mfapack.core.notice.Receivers.Bound;
import dev.mfapack.factors.code.CodeCredentialModel;
import dev.mfapack.factors.code.Destinations;
import dev.mfapack.factors.email.EmailFactor;
import dev.mfapack.factors.keys.AesGcm;
import dev.mfapack.persistence.FormerAddress;
import dev.mfapack.persistence.FormerAddresses;
import dev.mfapack.persistence.KeyRingProvider;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * A person's validated addresses: the account's own, those that codes go to, and for 72 hours the one that the account had before:
 * whoever has taken it over has put in their own.
 */
final class ValidatedAddresses {

    private final KeycloakSession session;
    private final RealmModel realm;
    private final UserModel user;
    private final FormerAddresses former;

    ValidatedAddresses(KeycloakSession session, RealmModel realm, UserModel user) {
        this.session = session;
        this.realm = realm;
        this.user = user;
        this.former = new FormerAddresses(session, realm.getId(), user.getId());
    }

    Receivers receivers(Instant now) {
        return Receivers.of(Stream.concat(ofTheAccount(now).stream(), ofCodes()).toList(), now);
    }

    /** Keeps the address that the account had until now. */
    void givenUp(String address, Instant now) {
        HashKey key = keys().current(realm.getId(), KeyPurpose.FORMER_ADDRESS);
        UUID id = UUID.randomUUID();
        String sealed = AesGcm.seal(key.key(), id.toString(), address.getBytes(StandardCharsets.UTF_8));
        former.add(new FormerAddress(id, key.version(), sealed, now));
    }

    private List<Bound> ofTheAccount(Instant now) {
        List<Bound> bound = new ArrayList<>();
        Instant since = Instant.EPOCH;
        for (FormerAddress lately : former.since(now.minus(Receivers.RECENT))) {
            Optional<String> address = open(lately);
            if (address.isPresent()) {
                bound.add(new Bound(address.get(), since));
            }
            since = lately.givenUpAt();
        }
        String current = user.getEmail();
        if (user.isEmailVerified() && current != null && !current.isBlank()) {
            bound.add(new Bound(current, since));
        }
        return bound;
    }

    private Stream<Bound> ofCodes() {
        return Destinations.of(EmailFactor.INSTANCE, session, user)
                .all()
                .filter(CodeCredentialModel::isConfirmed)
                .map(credential -> new Bound(credential.destination().value(), boundAt(credential)));
    }

    private static Instant boundAt(CodeCredentialModel credential) {
        Long created = credential.getCreatedDate();
        return created == null ? Instant.EPOCH : Instant.ofEpochMilli(created);
    }

    private Optional<String> open(FormerAddress address) {
        return keys().version(realm.getId(), KeyPurpose.FORMER_ADDRESS, address.keyVersion())
                .map(key -> AesGcm.open(key.key(), address.id().toString(), address.sealed()))
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    private KeyRingProvider keys() {
        return session.getProvider(KeyRingProvider.class);
    }
}
