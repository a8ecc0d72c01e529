package dev.mfapack.restapi;

import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.services.resources.admin.AdminEventBuilder;
import org.keycloak.services.resources.admin.ext.AdminRealmResourceProvider;
import org.keycloak.services.resources.admin.ext.AdminRealmResourceProviderFactory;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;

/** Admin resource {@code mfa}: everything below {@code /admin/realms/{realm}/mfa}. */
public final class MfaAdminResourceProviderFactory implements AdminRealmResourceProviderFactory {

    private static final Calls CALLS = new Calls("/mfa", MfaAdminResource.class);

    @Override
    public AdminRealmResourceProvider create(KeycloakSession session) {
        return new AdminRealmResourceProvider() {
            @Override
            public Object getResource(
                    KeycloakSession session,
                    RealmModel realm,
                    AdminPermissionEvaluator permissions,
                    AdminEventBuilder event) {
                CALLS.requireOne(session);
                return new MfaAdminResource(new AdminCall(session, realm, permissions, event));
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public void init(Config.Scope options) {}

    @Override
    public void postInit(KeycloakSessionFactory factory) {}

    @Override
    public void close() {}

    @Override
    public String getId() {
        return "mfa";
    }
}
