package dev.mfapack.restapi;

import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.protocol.oidc.grants.OAuth2GrantType;
import org.keycloak.protocol.oidc.grants.OAuth2GrantTypeFactory;

/** The grant type {@value #GRANT_TYPE}. */
public final class MfaTokenGrantFactory implements OAuth2GrantTypeFactory {

    /** An absolute URI, as RFC 6749 section 4.5 asks of a grant type of one's own. */
    static final String GRANT_TYPE = "urn:mfa-pack:grant-type:mfa-token";

    @Override
    public OAuth2GrantType create(KeycloakSession session) {
        return new MfaTokenGrant();
    }

    @Override
    public String getId() {
        return GRANT_TYPE;
    }

    /** Two letters that none of Keycloak's own has: they stand in the id of each token. */
    @Override
    public String getShortcut() {
        return "mt";
    }

    @Override
    public void init(Config.Scope options) {}

    @Override
    public void postInit(KeycloakSessionFactory factory) {}

    @Override
    public void close() {}
}
