package dev.mfapack.factors.sms;

import dev.mfapack.core.sms.SmsPolicy;
import dev.mfapack.factors.code.CodeCredentialProvider;
import dev.mfapack.persistence.RealmsWithStep;
import java.util.List;
import org.jboss.logging.Logger;
import org.keycloak.credential.CredentialProviderFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.models.utils.PostMigrationEvent;

/** Credential provider {@code mfa-sms}. */
public final class SmsCredentialProviderFactory implements CredentialProviderFactory<CodeCredentialProvider> {

    private static final Logger LOG = Logger.getLogger(SmsCredentialProviderFactory.class);

    /** As many as one can read in a line of a log. */
    private static final int MOST_NAMED = 20;

    @Override
    public CodeCredentialProvider create(KeycloakSession session) {
        return new CodeCredentialProvider(session, SmsFactor.INSTANCE);
    }

    /** Tells at each start where no text message can leave; realms that are set up later have the posture report. */
    @Override
    public void postInit(KeycloakSessionFactory factory) {
        factory.register(event -> {
            if (event instanceof PostMigrationEvent) {
                KeycloakModelUtils.runJobInTransaction(
                        factory, SmsCredentialProviderFactory::warnOfRealmsWithoutCountries);
            }
        });
    }

    private static void warnOfRealmsWithoutCountries(KeycloakSession session) {
        String sms = SmsFactor.INSTANCE.factor().id();
        List<String> realms = RealmsWithStep.without(session, sms, SmsPolicy.COUNTRIES, MOST_NAMED);
        if (!realms.isEmpty()) {
            LOG.errorf(
                    "NO TEXT MESSAGE IS SENT in these realms, whose flows ask for codes by SMS: %s. Their attribute %s names no"
                            + " country that texts may go to.",
                    String.join(", ", realms), SmsPolicy.COUNTRIES);
        }
    }

    @Override
    public String getId() {
        return SmsFactor.INSTANCE.factor().id();
    }
}
