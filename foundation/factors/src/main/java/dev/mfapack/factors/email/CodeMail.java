package dev.mfapack.factors.email;

import dev.mfapack.core.challenge.Purpose;
import dev.mfapack.factors.code.App;
import dev.mfapack.factors.code.CodeLetter;
import dev.mfapack.factors.dispatch.Message;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.keycloak.email.EmailException;
import org.keycloak.email.freemarker.FreeMarkerEmailTemplateProvider;
import org.keycloak.models.KeycloakSession;

/**
 * Keycloak's own mail templates, filled in while the request is known and not sent: text and HTML of the realm's email theme,
 * in the person's language.
 */
final class CodeMail extends FreeMarkerEmailTemplateProvider {

    private static final String TEMPLATE = "mfa-code.ftl";

    CodeMail(KeycloakSession session) {
        super(session);
        setRealm(session.getContext().getRealm());
    }

    Message of(CodeLetter letter) {
        setUser(letter.user());
        try {
            String app = App.name(
                    session,
                    getTheme().getEnhancedMessages(realm, session.getContext().resolveLocale(letter.user())));
            Map<String, Object> values = new HashMap<>(Map.of(
                    "code", letter.issued().code(),
                    "app", app,
                    "reference", letter.reference(),
                    "minutes", letter.lifetime().toMinutes(),
                    "enrolling", letter.purpose() == Purpose.ENROL));
            EmailTemplate mail =
                    processTemplate("mfaCodeMailSubject", List.of(app, letter.reference()), TEMPLATE, values);
            return new Message(letter.to().value(), mail.getSubject(), mail.getTextBody(), mail.getHtmlBody());
        } catch (IOException | EmailException e) {
            // The cause may repeat what the template was filled with.
            throw new IllegalStateException("the mail that carries a code could not be written from " + TEMPLATE);
        }
    }
}
