package dev.mfapack.smsgateways;

import dev.mfapack.core.PublicApi;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.vault.VaultStringSecret;

/**
 * A secret among a gateway's options: given plainly, by the option {@code <name>}, or kept in Keycloak's vault, where the
 * option {@code <name>-vault-entry} names its entry. A gateway serves all realms, so that the vault is asked as for the realm
 * {@code master}. The vault is asked for each message, so that a secret can be changed there without a restart.
 */
@PublicApi
public final class GatewaySecret {

    private final @Nullable String plain;
    private final @Nullable String entry;

    private GatewaySecret(@Nullable String plain, @Nullable String entry) {
        this.plain = plain;
        this.entry = entry;
    }

    /**
     * The secret that the options give; empty when they give none.
     *
     * @param options options of a gateway
     * @param name name of the option
     * @throws IllegalArgumentException when both options are given; the message repeats neither
     */
    public static Optional<GatewaySecret> from(Config.Scope options, String name) {
        String plain = given(options.get(name));
        String entry = given(options.get(name + "-vault-entry"));
        if (plain != null && entry != null) {
            throw new IllegalArgumentException("give either " + name + " or " + name + "-vault-entry, not both");
        }
        return plain == null && entry == null ? Optional.empty() : Optional.of(new GatewaySecret(plain, entry));
    }

    /** The secret itself; empty when the vault does not hold it. Not to be called inside a transaction. */
    public Optional<String> reveal(KeycloakSessionFactory factory) {
        return entry == null
                ? Optional.ofNullable(plain)
                : KeycloakModelUtils.runJobInTransactionWithResult(factory, session -> fromVault(session, entry));
    }

    /** The secret when it is given plainly, so that it can be checked at start; empty when it stands in the vault. */
    public Optional<String> givenPlainly() {
        return Optional.ofNullable(plain);
    }

    private static Optional<String> fromVault(KeycloakSession session, String entry) {
        session.getContext().setRealm(session.realms().getRealmByName(Config.getAdminRealm()));
        try (VaultStringSecret secret = session.vault().getStringSecret("${vault." + entry + "}")) {
            return secret.get().map(String::strip).filter(text -> !text.isEmpty());
        }
    }

    private static @Nullable String given(@Nullable String value) {
        return value == null || value.isBlank() ? null : value.strip();
    }

    @Override
    public String toString() {
        return "GatewaySecret";
    }
}
