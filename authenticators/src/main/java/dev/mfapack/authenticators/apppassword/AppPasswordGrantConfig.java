package dev.mfapack.authenticators.apppassword;

import dev.mfapack.factors.apppassword.AppPasswordServices;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.AuthenticatorConfigModel;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;

/**
 * Configuration of one step {@code mfa-app-password-grant}.
 *
 * @param clients ids of the clients that take app passwords, comma-separated; empty by default: none does
 * @param refusesPasswords whether people who have a second factor cannot use their normal password here; default true. What
 *     is neither true nor false counts as true
 */
record AppPasswordGrantConfig(List<String> clients, boolean refusesPasswords) {

    private static final String REFUSE = "mfa-refuse-passwords";

    static final List<ProviderConfigProperty> PROPERTIES = ProviderConfigurationBuilder.create()
            .property()
            .name(AppPasswordServices.CLIENTS)
            .label("Clients that take app passwords")
            .helpText("Client ids, comma-separated. People choose one of them when they make an app password.")
            .type(ProviderConfigProperty.STRING_TYPE)
            .add()
            .property()
            .name(REFUSE)
            .label("Refuse the password of people with a second factor")
            .helpText(
                    "On: who has a second factor logs in here by an app password or not at all. Off: their password alone is"
                            + " enough here, unless a step after this one asks for more.")
            .type(ProviderConfigProperty.BOOLEAN_TYPE)
            .defaultValue("true")
            .add()
            .build();

    static AppPasswordGrantConfig of(@Nullable AuthenticatorConfigModel model) {
        String refuse = model == null || model.getConfig() == null
                ? null
                : model.getConfig().get(REFUSE);
        return new AppPasswordGrantConfig(AppPasswordServices.listed(model), !"false".equals(refuse));
    }
}
