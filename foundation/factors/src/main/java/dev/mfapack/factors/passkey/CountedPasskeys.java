package dev.mfapack.factors.passkey;

import com.webauthn4j.converter.util.ObjectConverter;
import dev.mfapack.core.passkey.BackupFlags;
import dev.mfapack.factors.AccountRest;
import dev.mfapack.factors.KeycloakClock;
import dev.mfapack.persistence.PasskeyUses;
import java.util.Optional;
import org.keycloak.authentication.authenticators.browser.WebAuthnMetadataService;
import org.keycloak.credential.CredentialInput;
import org.keycloak.credential.CredentialModel;
import org.keycloak.credential.CredentialTypeMetadata;
import org.keycloak.credential.CredentialTypeMetadataContext;
import org.keycloak.credential.WebAuthnCredentialModelInput;
import org.keycloak.credential.WebAuthnPasswordlessCredentialProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.WebAuthnCredentialModel;

/**
 * Keycloak's own passkeys, whose uses are counted and whose backup flags are kept and held to, in browsers and by REST alike: here
 * is where every answer of one comes by.
 */
final class CountedPasskeys extends WebAuthnPasswordlessCredentialProvider {

    private final KeycloakSession session;

    CountedPasskeys(KeycloakSession session, WebAuthnMetadataService metadata, ObjectConverter converter) {
        super(session, metadata, converter);
        this.session = session;
    }

    @Override
    public CredentialModel createCredential(RealmModel realm, UserModel user, WebAuthnCredentialModel model) {
        CredentialModel stored = super.createCredential(realm, user, model);
        WatchedRegistration.remembered(session)
                .ifPresent(flags ->
                        new PasskeyUses(session, realm.getId(), user.getId()).registered(stored.getId(), flags));
        return stored;
    }

    @Override
    public boolean isValid(RealmModel realm, UserModel user, CredentialInput input) {
        if (!(input instanceof WebAuthnCredentialModelInput answer)) {
            return false;
        }
        Optional<CredentialModel> stored =
                StoredPasskeys.find(user, answer.getAuthenticationRequest().getCredentialId());
        Optional<BackupFlags> flags =
                BackupFlags.in(answer.getAuthenticationRequest().getAuthenticatorData());
        if (stored.isEmpty() || flags.isEmpty()) {
            return false;
        }
        String id = stored.get().getId();
        PasskeyUses uses = new PasskeyUses(session, realm.getId(), user.getId());
        boolean valid = Copies.problem(realm, flags.get(), uses.of(id)).isEmpty() && super.isValid(realm, user, input);
        if (valid) {
            uses.used(id, flags.get(), KeycloakClock.INSTANCE.instant());
        }
        return valid;
    }

    @Override
    public CredentialTypeMetadata getCredentialTypeMetadata(CredentialTypeMetadataContext context) {
        return AccountRest.guarded(session, super.getCredentialTypeMetadata(context));
    }
}
