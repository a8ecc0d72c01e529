package dev.mfapack.factors.keys;

import dev.mfapack.factors.KeycloakClock;
import dev.mfapack.persistence.KeyRingProvider;
import dev.mfapack.persistence.KeyRingProviderFactory;
import dev.mfapack.persistence.KeyStore;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;

/**
 * Key ring {@code default}. A secret of at least 32 characters wraps the keys in the database. It comes from the option {@code
 * --spi-mfa-keys--default--pepper}, best given through the environment or Keycloak's configuration keystore; or from
 * Keycloak's vault, where {@code --spi-mfa-keys--default--pepper-vault-entry} names the entry, which each realm may have
 * for itself. Giving both stops the server from starting.
 */
public final class DatabaseKeyRingFactory implements KeyRingProviderFactory {

    private static final Logger LOG = Logger.getLogger(DatabaseKeyRingFactory.class);

    private @Nullable Pepper pepper;
    private @Nullable String vaultEntry;
    private @Nullable DatabaseKeyRing keyRing;

    @Override
    public KeyRingProvider create(KeycloakSession session) {
        if (keyRing == null) {
            throw new IllegalStateException("the factory was not initialized");
        }
        return keyRing;
    }

    @Override
    public void init(Config.Scope options) {
        String secret = options.get("pepper");
        vaultEntry = options.get("pepper-vault-entry");
        if (vaultEntry != null && secret != null) {
            throw new IllegalArgumentException("mfa-keys: give either pepper or pepper-vault-entry, not both");
        }
        if (vaultEntry != null) {
            return;
        }
        if (secret == null || secret.isBlank()) {
            LOG.warn(
                    "The MFA keys are kept in the database without a pepper: whoever copies the database can guess codes"
                            + " that are still valid. Set spi-mfa-keys--default--pepper or spi-mfa-keys--default--pepper-vault-entry.");
        } else {
            pepper = Pepper.of(secret);
        }
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        DatabaseKeyRing ring = new DatabaseKeyRing(
                new KeyStore(factory), peppers(factory), new SecureRandom(), KeycloakClock.INSTANCE);
        factory.register(event -> {
            if (event instanceof RealmModel.RealmRemovedEvent removed) {
                ring.forget(removed.getRealm().getId());
            }
        });
        keyRing = ring;
    }

    private Peppers peppers(KeycloakSessionFactory factory) {
        if (vaultEntry != null) {
            return new VaultPeppers(factory, vaultEntry);
        }
        Optional<Pepper> one = Optional.ofNullable(pepper);
        return realmId -> one;
    }

    @Override
    public void close() {}

    @Override
    public String getId() {
        return "default";
    }

    @Override
    public List<ProviderConfigProperty> getConfigMetadata() {
        return ProviderConfigurationBuilder.create()
                .property()
                .name("pepper")
                .type(ProviderConfigProperty.STRING_TYPE)
                .secret(true)
                .helpText("Secret of at least 32 characters that wraps the MFA keys in the database.")
                .add()
                .property()
                .name("pepper-vault-entry")
                .type(ProviderConfigProperty.STRING_TYPE)
                .helpText("Name of the vault's entry that holds this secret, in place of the option pepper.")
                .add()
                .build();
    }
}
