package dev.mfapack.factors.passkey;

import com.webauthn4j.converter.util.ObjectConverter;
import dev.mfapack.core.passkey.BackupFlags;
import dev.mfapack.factors.AccountRest;
import dev.mfapack.factors.KeycloakClock;
import dev.mfapack.factors.LastUse;
import dev.mfapack.persistence.PasskeyUses;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.authentication.authenticators.browser.WebAuthnMetadataService;
import org.keycloak.credential.CredentialInput;
import org.keycloak.credential.CredentialMetadata;
import org.keycloak.credential.CredentialMetadata.LocalizedMessage;
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

    /** Whose credentials are listed: Keycloak tells it of the type alone, just before it asks about each credential. */
    private @Nullable UserModel shownTo;

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
        shownTo = context.getUser();
        return AccountRest.guarded(session, super.getCredentialTypeMetadata(context));
    }

    /** What Keycloak says of it, and when it was last used. */
    @Override
    public CredentialMetadata getCredentialMetadata(
            WebAuthnCredentialModel model, CredentialTypeMetadata typeMetadata) {
        CredentialMetadata metadata = super.getCredentialMetadata(model, typeMetadata);
        UserModel person = shownTo;
        if (person != null) {
            new PasskeyUses(session, session.getContext().getRealm().getId(), person.getId())
                    .of(model.getId())
                    .flatMap(use -> Optional.ofNullable(use.lastAt()))
                    .ifPresent(last -> tell(metadata, LastUse.of(session, person, last)));
        }
        return metadata;
    }

    private static void tell(CredentialMetadata metadata, LocalizedMessage more) {
        List<LocalizedMessage> told =
                new ArrayList<>(Objects.requireNonNullElse(metadata.getInfoProperties(), List.of()));
        told.add(more);
        metadata.setInfoProperties(told);
    }
}
