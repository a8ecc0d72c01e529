package dev.mfapack.smsgateways.log;

import dev.mfapack.core.sms.Handover;
import dev.mfapack.core.sms.TextMessage;
import dev.mfapack.smsgateways.SmsGatewayProvider;
import dev.mfapack.smsgateways.SmsGatewayProviderFactory;
import dev.mfapack.smsgateways.SmsGatewaySpi;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.keycloak.Config;
import org.keycloak.common.util.Environment;
import org.keycloak.models.KeycloakSession;

/**
 * Gateway {@code log}, for development: writes number and text of each message to the server's log, and sends nothing. A
 * server in production mode does not start with it. Used only when it is named, {@code
 * --spi-mfa-sms-gateway--chain--gateways=log}.
 */
public final class LogGatewayFactory implements SmsGatewayProviderFactory {

    static final String ID = "log";

    private static final Logger LOG = Logger.getLogger(LogGatewayFactory.class);

    private boolean chosen;

    @Override
    public SmsGatewayProvider create(KeycloakSession session) {
        return LogGatewayFactory::write;
    }

    @Override
    public void init(Config.Scope options) {
        chosen = isChosen();
        refuseInProduction(chosen, Environment.isDevMode());
    }

    @Override
    public boolean isConfigured() {
        return chosen;
    }

    @Override
    public String getId() {
        return ID;
    }

    static void refuseInProduction(boolean chosen, boolean development) {
        if (chosen && !development) {
            throw new IllegalArgumentException(
                    "mfa-sms-gateway log: it writes codes to the log and is for development only;"
                            + " this server runs in production mode");
        }
    }

    private static boolean isChosen() {
        String chain = Config.scope(SmsGatewaySpi.NAME, "chain").get("gateways", "");
        return Stream.concat(
                        Arrays.stream(chain.split(",")).map(String::strip),
                        Stream.of(
                                Config.getProvider(SmsGatewaySpi.NAME), Config.getDefaultProvider(SmsGatewaySpi.NAME)))
                .anyMatch(ID::equals);
    }

    private static Handover write(TextMessage message) {
        LOG.infof("SMS to %s:%n%s", message.to().e164(), message.text());
        return new Handover.Taken();
    }
}
