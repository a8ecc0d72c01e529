package dev.mfapack.auditlog;

import dev.mfapack.core.audit.chain.CheckpointSigner;
import dev.mfapack.core.audit.chain.PemKey;
import dev.mfapack.core.audit.chain.PublicKeys;
import dev.mfapack.persistence.AuditChain;
import dev.mfapack.persistence.AuditChainProvider;
import dev.mfapack.persistence.AuditChainProviderFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.Config;
import org.keycloak.common.util.Time;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;

/**
 * Audit chain {@code default}: seals the log of every realm. The key that signs comes from the option {@code
 * --spi-mfa-audit-chain--default--key-file}, a PEM file; or from Keycloak's vault, where {@code
 * --spi-mfa-audit-chain--default--key-vault-entry} names the entry, which each realm may have for itself. Giving both, or a key
 * that cannot be used, stops the server from starting. Without either the realm's own active key signs.
 */
public final class SealedAuditChainFactory implements AuditChainProviderFactory {

    private static final Logger LOG = Logger.getLogger(SealedAuditChainFactory.class);

    private SealingKeys keys = new RealmKeys();
    private final Memory memory = new Memory();
    private @Nullable AuditChain chain;
    private @Nullable Sealer sealer;

    @Override
    public AuditChainProvider create(KeycloakSession session) {
        AuditChain running = Optional.ofNullable(chain)
                .orElseThrow(() -> new IllegalStateException("the factory was not initialized"));
        return new SealedAuditChain(session, running, keys, memory);
    }

    @Override
    public void init(Config.Scope options) {
        String file = options.get("key-file");
        String entry = options.get("key-vault-entry");
        if (file != null && entry != null) {
            throw new IllegalArgumentException("mfa-audit-chain: give either key-file or key-vault-entry, not both");
        }
        if (file != null) {
            CheckpointSigner signer = read(Path.of(file));
            LOG.infof(
                    "Checkpoints of the MFA audit log are signed with %s.", PublicKeys.thumbprint(signer.publicKey()));
            keys = OperatorKeys.of(signer);
        } else if (entry != null) {
            keys = OperatorKeys.inTheVault(entry);
        } else {
            LOG.warn("Checkpoints of the MFA audit log are signed with the realms' own keys, which stand in the same"
                    + " database: whoever can read and write all of it can forge the log. Set"
                    + " spi-mfa-audit-chain--default--key-file or spi-mfa-audit-chain--default--key-vault-entry.");
        }
    }

    private static CheckpointSigner read(Path file) {
        try {
            return PemKey.parse(Files.readString(file));
        } catch (IOException e) {
            throw new IllegalArgumentException("mfa-audit-chain: the key-file " + file + " cannot be read", e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("mfa-audit-chain: the key-file " + file + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        InstantSource keycloaks = () -> Instant.ofEpochMilli(Time.currentTimeMillis());
        Clock clock = keycloaks.withZone(ZoneOffset.UTC);
        AuditChain made = new AuditChain(factory, clock);
        factory.register(event -> {
            if (event instanceof RealmModel.RealmRemovedEvent removed) {
                memory.forget(removed.getRealm().getId());
            }
        });
        chain = made;
        sealer = new Sealer(factory, made, keys, memory, clock);
        sealer.start();
    }

    @Override
    public void close() {
        if (sealer != null) {
            sealer.stop();
        }
    }

    @Override
    public String getId() {
        return "default";
    }

    @Override
    public List<ProviderConfigProperty> getConfigMetadata() {
        return ProviderConfigurationBuilder.create()
                .property()
                .name("key-file")
                .type(ProviderConfigProperty.STRING_TYPE)
                .helpText("PEM file with the private key that signs checkpoints of the MFA audit log.")
                .add()
                .property()
                .name("key-vault-entry")
                .type(ProviderConfigProperty.STRING_TYPE)
                .helpText("Name of the vault's entry that holds that key.")
                .add()
                .build();
    }
}
