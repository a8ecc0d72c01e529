package dev.mfapack.auditlog;

import dev.mfapack.core.audit.chain.CheckpointSigner;
import dev.mfapack.core.audit.chain.PublicKeys;
import dev.mfapack.core.audit.chain.SignatureAlgorithm;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.keycloak.crypto.KeyUse;
import org.keycloak.crypto.KeyWrapper;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * The realm's own signing keys. They stand in the same database as the log, so that they tell of what somebody does to the log
 * who cannot read the keys, or does not know them for what they are.
 */
final class RealmKeys implements SealingKeys {

    private static final Set<String> ASYMMETRIC =
            Arrays.stream(SignatureAlgorithm.values()).map(Enum::name).collect(Collectors.toUnmodifiableSet());

    @Override
    public CheckpointSigner signer(KeycloakSession session, RealmModel realm) {
        String wanted = realm.getDefaultSignatureAlgorithm();
        String algorithm = wanted != null && ASYMMETRIC.contains(wanted) ? wanted : SignatureAlgorithm.RS256.name();
        KeyWrapper key = session.keys().getActiveKey(realm, KeyUse.SIG, algorithm);
        if (key.getPrivateKey() instanceof PrivateKey secret && key.getPublicKey() instanceof PublicKey open) {
            return new CheckpointSigner(SignatureAlgorithm.valueOf(algorithm), secret, open);
        }
        throw new IllegalStateException("the realm " + realm.getName() + " has no key for " + algorithm);
    }

    @Override
    public PublicKeys trusted(KeycloakSession session, RealmModel realm) {
        return PublicKeys.of(session.keys()
                .getKeysStream(realm)
                .filter(key -> KeyUse.SIG.equals(key.getUse())
                        && key.getAlgorithm() != null
                        && ASYMMETRIC.contains(key.getAlgorithm())
                        && key.getPublicKey() instanceof PublicKey)
                .map(key -> (PublicKey) key.getPublicKey())
                .filter(RealmKeys::isKnownKind)
                .toList());
    }

    /** Of the Edwards curves one is taken. */
    private static boolean isKnownKind(PublicKey key) {
        try {
            PublicKeys.thumbprint(key);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
