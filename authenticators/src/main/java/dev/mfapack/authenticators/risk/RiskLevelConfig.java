package dev.mfapack.authenticators.risk;

import dev.mfapack.core.level.Level;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.AuthenticatorConfigModel;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;

/**
 * Configuration of the condition {@code mfa-risk-level}.
 *
 * @param level from which on the condition holds: 2 (default, and what cannot be read, with a log line) or 3
 * @param negate whether it holds below that instead
 */
record RiskLevelConfig(Level level, boolean negate) {

    private static final Logger LOG = Logger.getLogger(RiskLevelConfig.class);
    private static final String LEVEL = "risk-level";
    private static final String NEGATE = "negate";

    static final List<ProviderConfigProperty> PROPERTIES = ProviderConfigurationBuilder.create()
            .property()
            .name(LEVEL)
            .label("Level")
            .helpText("The condition holds for logins whose risk asks for this level or a higher one.")
            .type(ProviderConfigProperty.LIST_TYPE)
            .options("2", "3")
            .defaultValue("2")
            .add()
            .property()
            .name(NEGATE)
            .label("Negate output")
            .helpText("The condition holds for all other logins.")
            .type(ProviderConfigProperty.BOOLEAN_TYPE)
            .defaultValue(false)
            .add()
            .build();

    static RiskLevelConfig of(@Nullable AuthenticatorConfigModel model) {
        Map<String, String> config = Optional.ofNullable(model)
                .map(AuthenticatorConfigModel::getConfig)
                .orElse(Map.of());
        return new RiskLevelConfig(
                level(model, config.getOrDefault(LEVEL, "")), Boolean.parseBoolean(config.get(NEGATE)));
    }

    /** Keycloak saves whatever it is sent: what is not understood must not make the condition hold less often. */
    private static Level level(@Nullable AuthenticatorConfigModel model, String number) {
        return switch (number.strip()) {
            case "3" -> Level.PHISHING_RESISTANT;
            case "2", "" -> Level.MFA;
            default -> {
                LOG.warnf(
                        "Configuration %s of a condition mfa-risk-level: %s must be 2 or 3, and 2 holds",
                        model == null ? "" : model.getAlias(), LEVEL);
                yield Level.MFA;
            }
        };
    }
}
