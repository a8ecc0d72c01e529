package dev.mfapack.authenticators.code;

import dev.mfapack.core.challenge.CodePolicy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.AuthenticatorConfigModel;
import org.keycloak.models.Constants;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;

/**
 * Configuration of one execution that asks for codes. It may only tighten the realm's policy: what is looser, out of range or
 * not understood leaves the realm's value as it is, with a log line.
 */
final class CodeAuthenticatorConfig {

    private static final Logger LOG = Logger.getLogger(CodeAuthenticatorConfig.class);
    private static final String LIFETIME = "mfa-code-lifetime-seconds";
    private static final String ATTEMPTS = "mfa-code-attempts";

    /** The two {@code default.reference} keys are read by Keycloak's own amr mapper, for which an absent age means "expired". */
    static final List<ProviderConfigProperty> PROPERTIES = ProviderConfigurationBuilder.create()
            .property()
            .name(LIFETIME)
            .label("Code lifetime in seconds")
            .helpText("60 to 600. Only a value below the realm's takes effect.")
            .type(ProviderConfigProperty.STRING_TYPE)
            .add()
            .property()
            .name(ATTEMPTS)
            .label("Wrong codes per challenge")
            .helpText("1 to 5. Only a value below the realm's takes effect.")
            .type(ProviderConfigProperty.STRING_TYPE)
            .add()
            .property()
            .name(Constants.AUTHENTICATION_EXECUTION_REFERENCE_VALUE)
            .label("Authentication method reference")
            .helpText("Value of the amr claim by Keycloak's own mapper, such as sms or otp.")
            .type(ProviderConfigProperty.STRING_TYPE)
            .add()
            .property()
            .name(Constants.AUTHENTICATION_EXECUTION_REFERENCE_MAX_AGE)
            .label("Authentication method reference max age")
            .helpText("Seconds for which that value stays in tokens of the session.")
            .type(ProviderConfigProperty.STRING_TYPE)
            .add()
            .build();

    private final Map<String, String> values;

    private CodeAuthenticatorConfig(Map<String, String> values) {
        this.values = values;
    }

    static CodeAuthenticatorConfig of(@Nullable AuthenticatorConfigModel model) {
        return new CodeAuthenticatorConfig(model == null || model.getConfig() == null ? Map.of() : model.getConfig());
    }

    CodePolicy tighten(CodePolicy realm) {
        try {
            return new CodePolicy(
                    realm.digits(),
                    value(LIFETIME)
                            .map(Long::parseLong)
                            .map(Duration::ofSeconds)
                            .orElse(realm.lifetime()),
                    value(ATTEMPTS).map(Integer::parseInt).orElse(realm.attempts()),
                    realm.resendWaits());
        } catch (IllegalArgumentException e) {
            LOG.warnf("Configuration of an execution that asks for codes is ignored: %s", e.getMessage());
            return realm;
        }
    }

    private Optional<String> value(String key) {
        return Optional.ofNullable(values.get(key)).map(String::strip).filter(value -> !value.isEmpty());
    }
}
