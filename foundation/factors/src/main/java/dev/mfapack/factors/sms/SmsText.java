package dev.mfapack.factors.sms;

import dev.mfapack.core.challenge.Purpose;
import dev.mfapack.core.sms.Gsm7;
import dev.mfapack.factors.code.App;
import dev.mfapack.factors.code.CodeLetter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Properties;
import org.keycloak.models.KeycloakSession;
import org.keycloak.theme.Theme;

/**
 * What the message says, in the person's language: code, reference, app and purpose, how long it is good for, and that nobody
 * will ask for it. The last line is the domain-bound form by which phones fill the code in.
 *
 * <p>A long name of an app is cut where the message would else be sent, and paid for, as more than one.
 */
final class SmsText {

    /** Below that a name tells nothing any more; the message may then take a second part. */
    private static final int SHORTEST_NAME = 12;

    private final KeycloakSession session;

    SmsText(KeycloakSession session) {
        this.session = session;
    }

    String of(CodeLetter letter) {
        Locale locale = session.getContext().resolveLocale(letter.user());
        Properties messages = messages(locale);
        String pattern =
                messages.getProperty(letter.purpose() == Purpose.LOGIN ? "mfaSmsLoginText" : "mfaSmsEnrolText");
        String app = App.name(session, messages);
        String text = text(new MessageFormat(pattern, locale), letter, app);
        for (int length = app.length() - 1; Gsm7.parts(text) > 1 && length >= SHORTEST_NAME; length--) {
            text = text(
                    new MessageFormat(pattern, locale),
                    letter,
                    app.substring(0, length).strip() + ".");
        }
        return text;
    }

    private String text(MessageFormat pattern, CodeLetter letter, String app) {
        String code = letter.issued().code();
        return pattern.format(new Object[] {code, app, letter.lifetime().toMinutes(), letter.reference()}) + "\n@"
                + session.getContext().getUri().getBaseUri().getHost() + " #" + code;
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
