package dev.mfapack.factors.code;

import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** What a message calls the app that the person is on the way to: the client's name, else the realm's. */
public final class App {

    private static final Pattern MESSAGE_KEY = Pattern.compile("\\$\\{(.+)}");
    private static final Pattern LINE_BREAKS = Pattern.compile("[\\p{Cntrl}\\u2028\\u2029]+");

    private App() {}

    /**
     * The name on one line.
     *
     * @param messages where names that are message keys are looked up
     */
    public static String name(KeycloakSession session, Properties messages) {
        ClientModel client = session.getContext().getClient();
        String name =
                client != null && client.getName() != null && !client.getName().isBlank()
                        ? ofClient(client, messages)
                        : ofRealm(session.getContext().getRealm());
        return onOneLine(name);
    }

    /** The realm's name on one line, for who is on the way to no app. */
    public static String realmName(RealmModel realm) {
        return onOneLine(ofRealm(realm));
    }

    /** A line of its own could pass for the line by which phones fill the code in. */
    private static String onOneLine(String name) {
        return LINE_BREAKS.matcher(name).replaceAll(" ");
    }

    private static String ofClient(ClientModel client, Properties messages) {
        Matcher key = MESSAGE_KEY.matcher(client.getName());
        return key.matches() ? messages.getProperty(key.group(1), client.getClientId()) : client.getName();
    }

    private static String ofRealm(RealmModel realm) {
        return realm.getDisplayName() == null || realm.getDisplayName().isBlank()
                ? realm.getName()
                : realm.getDisplayName();
    }
}
