package dev.mfapack.factors.level;

import org.keycloak.models.AuthenticationFlowBindings;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.RealmModel;

/** The flow by which people log in to an app in a browser. */
public final class BrowserFlow {

    private BrowserFlow() {}

    /** The app's own, or the realm's. */
    public static AuthenticationFlowModel of(RealmModel realm, ClientModel client) {
        String own = client.getAuthenticationFlowBindingOverride(AuthenticationFlowBindings.BROWSER_BINDING);
        AuthenticationFlowModel flow = own == null ? null : realm.getAuthenticationFlowById(own);
        return flow == null ? realm.getBrowserFlow() : flow;
    }
}
