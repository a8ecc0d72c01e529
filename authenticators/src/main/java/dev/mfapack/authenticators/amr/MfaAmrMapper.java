package dev.mfapack.authenticators.amr;

import dev.mfapack.core.level.Level;
import dev.mfapack.factors.KeycloakClock;
import dev.mfapack.factors.level.FlowLevels;
import dev.mfapack.factors.level.LevelMap;
import dev.mfapack.factors.level.VerifiedByApi;
import dev.mfapack.factors.token.OneTimeTokens;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.keycloak.OAuth2Constants;
import org.keycloak.authentication.Authenticator;
import org.keycloak.authentication.AuthenticatorFactory;
import org.keycloak.authentication.authenticators.util.AcrStore;
import org.keycloak.authentication.authenticators.util.AuthenticatorUtils;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.models.credential.WebAuthnCredentialModel;
import org.keycloak.protocol.oidc.mappers.AbstractOIDCProtocolMapper;
import org.keycloak.protocol.oidc.mappers.OIDCAccessTokenMapper;
import org.keycloak.protocol.oidc.mappers.OIDCAttributeMapperHelper;
import org.keycloak.protocol.oidc.mappers.OIDCIDTokenMapper;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.representations.IDToken;

/**
 * Protocol mapper {@code mfa-amr-mapper}: the claim {@code amr} in the words of RFC 8176.
 *
 * <p>It tells the methods up to the level that the token's {@code acr} stands for: a code of an hour ago is no longer told when
 * {@code acr} no longer vouches for it. A refreshed token tells what the refreshed one told.
 */
public final class MfaAmrMapper extends AbstractOIDCProtocolMapper implements OIDCAccessTokenMapper, OIDCIDTokenMapper {

    /** Keys that are carried from device to device. What can also be reached otherwise may be a copy in software. */
    private static final Set<String> ROAMING = Set.of("usb", "nfc", "ble", "smart-card");

    @Override
    public String getId() {
        return "mfa-amr-mapper";
    }

    @Override
    public String getDisplayType() {
        return "MFA: authentication methods (amr)";
    }

    @Override
    public String getDisplayCategory() {
        return TOKEN_MAPPER_CATEGORY;
    }

    @Override
    public String getHelpText() {
        return "Adds the claim amr: pwd, otp, sms, hwk or swk, user, mfa (RFC 8176).";
    }

    @Override
    public List<ProviderConfigProperty> getConfigProperties() {
        List<ProviderConfigProperty> properties = new ArrayList<>();
        OIDCAttributeMapperHelper.addIncludeInTokensConfig(properties, MfaAmrMapper.class);
        return properties;
    }

    @Override
    protected void setClaim(
            IDToken token,
            ProtocolMapperModel mapping,
            UserSessionModel userSession,
            KeycloakSession session,
            ClientSessionContext clientSessionContext) {
        int level = AcrStore.getCurrentLevelOfAuthentication(clientSessionContext.getClientSession());
        List<String> types = Stream.concat(
                        types(session, userSession, level).stream(),
                        verifiedByApi(session, clientSessionContext, level))
                .distinct()
                .toList();
        boolean userWasVerified = level >= Level.PHISHING_RESISTANT.number()
                || LevelMap.of(userSession.getNote(Constants.LOA_MAP))
                        .proven()
                        .satisfies(Level.PHISHING_RESISTANT, Optional.empty(), KeycloakClock.INSTANCE.instant());
        List<String> methods = Methods.of(types, hardware(userSession.getUser(), types), userWasVerified);
        if (!methods.isEmpty()) {
            token.setOtherClaims(OAuth2Constants.AUTHENTICATOR_METHOD_REFERENCE, methods);
        }
    }

    /** The credential types that were used up to that level, in the order of their use. */
    private static List<String> types(KeycloakSession session, UserSessionModel userSession, int level) {
        RealmModel realm = userSession.getRealm();
        FlowLevels levels = new FlowLevels(session, realm);
        Stream<String> byFlow =
                AuthenticatorUtils.parseCompletedExecutions(userSession.getNote(Constants.AUTHENTICATORS_COMPLETED))
                        .entrySet()
                        .stream()
                        .sorted(Map.Entry.comparingByValue(Comparator.naturalOrder()))
                        .map(entry -> realm.getAuthenticationExecutionById(entry.getKey()))
                        .flatMap(Stream::ofNullable)
                        .filter(execution -> levels.ofExecution(execution)
                                .map(reached -> reached.number() <= Math.max(level, Level.BASIC.number()))
                                .orElse(true))
                        .flatMap(execution -> type(session, execution).stream())
                        .map(type -> type.equals(PasswordCredentialModel.TYPE)
                                ? LoginMethod.of(userSession).orElse(type)
                                : type);
        return Stream.concat(byRest(userSession), byFlow).distinct().toList();
    }

    /** A session that began with a one-time token has run through no flow before. */
    private static Stream<String> byRest(UserSessionModel userSession) {
        String methods = userSession.getNote(OneTimeTokens.METHODS_NOTE);
        return methods == null ? Stream.empty() : Arrays.stream(methods.split(",", -1));
    }

    /** What was verified through this app, in its own session. */
    private static Stream<String> verifiedByApi(
            KeycloakSession session, ClientSessionContext clientSessionContext, int level) {
        List<String> methods =
                VerifiedByApi.in(clientSessionContext.getClientSession()).methods();
        if (methods.isEmpty()) {
            return Stream.empty();
        }
        RealmModel realm = clientSessionContext.getClientSession().getRealm();
        Map<String, Level> levels = new FlowLevels(session, realm)
                .ofCredentialTypes(realm.getBrowserFlow().getId());
        return methods.stream()
                .filter(type -> levels.getOrDefault(type, Level.MFA).number() <= level);
    }

    private static Optional<String> type(KeycloakSession session, AuthenticationExecutionModel execution) {
        AuthenticatorFactory factory = (AuthenticatorFactory) session.getKeycloakSessionFactory()
                .getProviderFactory(Authenticator.class, execution.getAuthenticator());
        return Optional.ofNullable(factory).map(AuthenticatorFactory::getReferenceCategory);
    }

    /** Which key was used is not kept; so all of the person's keys of that type must be of the kind. */
    private static Set<String> hardware(UserModel user, List<String> types) {
        Set<String> hardware = new HashSet<>();
        types.stream()
                .filter(type -> type.equals(WebAuthnCredentialModel.TYPE_TWOFACTOR)
                        || type.equals(WebAuthnCredentialModel.TYPE_PASSWORDLESS))
                .filter(type -> user.credentialManager()
                        .getStoredCredentialsByTypeStream(type)
                        .map(WebAuthnCredentialModel::createFromCredentialModel)
                        .map(key -> key.getWebAuthnCredentialData().getTransports())
                        .allMatch(transports ->
                                transports != null && !transports.isEmpty() && ROAMING.containsAll(transports)))
                .forEach(hardware::add);
        return hardware;
    }
}
