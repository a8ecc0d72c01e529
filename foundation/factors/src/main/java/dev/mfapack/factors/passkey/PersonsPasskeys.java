package dev.mfapack.factors.passkey;

import dev.mfapack.core.audit.AuditType;
import dev.mfapack.factors.audit.Audit;
import dev.mfapack.persistence.CredentialRemoval;
import dev.mfapack.persistence.PasskeyUse;
import dev.mfapack.persistence.PasskeyUses;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.keycloak.credential.CredentialProvider;
import org.keycloak.credential.WebAuthnCredentialProvider;
import org.keycloak.credential.WebAuthnPasswordlessCredentialProviderFactory;
import org.keycloak.events.Details;
import org.keycloak.events.EventBuilder;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.WebAuthnCredentialModel;
import org.keycloak.models.credential.dto.WebAuthnCredentialData;

/**
 * The passkeys of one person: what there is of them, renaming, removing.
 *
 * <p>One per Keycloak session; not thread-safe.
 */
public final class PersonsPasskeys {

    /** The credential type. */
    public static final String TYPE = StoredPasskeys.TYPE;

    /** The longest name, as for the pack's other factors: it must fit on one line of a list. */
    public static final int LONGEST_LABEL = 60;

    private final KeycloakSession session;
    private final RealmModel realm;
    private final UserModel user;

    private PersonsPasskeys(KeycloakSession session, RealmModel realm, UserModel user) {
        this.session = session;
        this.realm = realm;
        this.user = user;
    }

    public static PersonsPasskeys of(KeycloakSession session, RealmModel realm, UserModel user) {
        return new PersonsPasskeys(session, realm, user);
    }

    /** All of them, in Keycloak's order. */
    public List<Passkey> all() {
        Map<String, PasskeyUse> uses = new PasskeyUses(session, realm.getId(), user.getId()).all();
        return StoredPasskeys.of(user)
                .map(stored -> passkey(stored, Optional.ofNullable(uses.get(stored.getId()))))
                .toList();
    }

    /** One of them, by Keycloak's id. */
    public Optional<Passkey> find(String id) {
        return all().stream().filter(passkey -> passkey.id().equals(id)).findFirst();
    }

    /** Whether another of the person's passkeys has that name; upper and lower case are one to Keycloak. */
    public boolean isTakenByAnother(String id, String label) {
        return StoredPasskeys.of(user)
                .anyMatch(stored -> !stored.getId().equals(id) && label.equalsIgnoreCase(stored.getUserLabel()));
    }

    /** Renames one that is there, and is the only one of that name. */
    public void rename(String id, String label) {
        user.credentialManager().updateCredentialLabel(id, label);
        Audit.of(session).success(AuditType.FACTOR_CHANGED, user, TYPE, id, List.of("label"));
    }

    /**
     * Removes one that is there. The caller has looked whether it is the last that the person needs.
     *
     * @param event about the person, of the type {@code REMOVE_CREDENTIAL}; it is sent
     * @return false when somebody else has removed it meanwhile; then the caller must refuse
     */
    public boolean remove(Passkey passkey, EventBuilder event) {
        if (!CredentialRemoval.of(session, user, passkey.id())) {
            return false;
        }
        event.detail(Details.CREDENTIAL_TYPE, TYPE)
                .detail(Details.CREDENTIAL_ID, passkey.id())
                .detail(Details.CREDENTIAL_USER_LABEL, passkey.label())
                .success();
        return true;
    }

    static boolean isTaken(UserModel user, String label) {
        return StoredPasskeys.of(user).anyMatch(stored -> label.equalsIgnoreCase(stored.getUserLabel()));
    }

    /** {@code name}, or that with the first number behind it that nothing else has. */
    static String free(UserModel user, String name) {
        return Stream.concat(
                        Stream.of(name),
                        IntStream.iterate(2, number -> number + 1).mapToObj(number -> name + " " + number))
                .filter(label -> !isTaken(user, label))
                .findFirst()
                .orElseThrow();
    }

    private Passkey passkey(WebAuthnCredentialModel stored, Optional<PasskeyUse> use) {
        WebAuthnCredentialData data = stored.getWebAuthnCredentialData();
        WebAuthnCredentialProvider keycloaks = (WebAuthnCredentialProvider) session.getProvider(
                CredentialProvider.class, WebAuthnPasswordlessCredentialProviderFactory.PROVIDER_ID);
        return new Passkey(
                stored.getId(),
                stored.getUserLabel(),
                stored.getCreatedDate() == null ? null : Instant.ofEpochMilli(stored.getCreatedDate()),
                data.getAaguid(),
                keycloaks.getMetadataService().getAuthenticatorProvider(data.getAaguid()),
                StoredPasskeys.transports(data),
                use);
    }
}
