package dev.mfapack.factors.sms;

import dev.mfapack.core.challenge.Purpose;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.MessageFormat;
import java.time.Duration;
import java.util.Locale;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.theme.Theme;

/**
 * What the message says, in the person's language: code, app and purpose, how long it is good for, and that nobody will
 * ask for it. The last line is the domain-bound form by which phones fill the code in.
 */
final class SmsText {

    private static final Pattern MESSAGE_KEY = Pattern.compile("\\$\\{(.+)}");

    private static final Pattern LINE_BREAKS = Pattern.compile("[\\p{Cntrl}\\u2028\\u2029]+");

    private final KeycloakSession session;

    SmsText(KeycloakSession session) {
        this.session = session;
    }

    String of(UserModel user, Purpose purpose, String code, Duration lifetime) {
        Locale locale = session.getContext().resolveLocale(user);
        Properties messages = messages(locale);
        String text = messages.getProperty(purpose == Purpose.LOGIN ? "mfaSmsLoginText" : "mfaSmsEnrolText");
        return new MessageFormat(text, locale).format(new Object[] {code, app(messages), lifetime.toMinutes()}) + "\n@"
                + session.getContext().getUri().getBaseUri().getHost() + " #" + code;
    }

    private String app(Properties messages) {
        ClientModel client = session.getContext().getClient();
        if (client != null && client.getName() != null && !client.getName().isBlank()) {
            Matcher key = MESSAGE_KEY.matcher(client.getName());
            String name = key.matches() ? messages.getProperty(key.group(1), client.getClientId()) : client.getName();
            // A line of its own could pass for the domain-bound line.
            return LINE_BREAKS.matcher(name).replaceAll(" ");
        }
        RealmModel realm = session.getContext().getRealm();
        return realm.getDisplayName() == null || realm.getDisplayName().isBlank()
                ? realm.getName()
                : realm.getDisplayName();
    }

    private Properties messages(Locale locale) {
        try {
            return session.theme()
                    .getTheme(Theme.Type.LOGIN)
                    .getEnhancedMessages(session.getContext().getRealm(), locale);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
