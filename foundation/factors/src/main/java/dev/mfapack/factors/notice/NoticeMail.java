package dev.mfapack.factors.notice;

import dev.mfapack.core.backupcode.BackupCodes;
import dev.mfapack.core.notice.NoticeKind;
import dev.mfapack.core.notice.NoticePolicy;
import dev.mfapack.core.risk.LoginNotes;
import dev.mfapack.factors.KeycloakClock;
import dev.mfapack.factors.code.App;
import dev.mfapack.factors.dispatch.Message;
import java.io.IOException;
import java.text.Bidi;
import java.text.MessageFormat;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.keycloak.common.ClientConnection;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.theme.FreeMarkerException;
import org.keycloak.theme.Theme;
import org.keycloak.theme.beans.MessageFormatterMethod;
import org.keycloak.theme.freemarker.FreeMarkerProvider;

/** The mail: text and HTML of the realm's email theme. */
final class NoticeMail {

    private static final String TEMPLATE = "mfa-notice.ftl";

    private final KeycloakSession session;
    private final RealmModel realm;
    private final UserModel user;
    private final NoticePolicy policy;

    NoticeMail(KeycloakSession session, RealmModel realm, UserModel user, NoticePolicy policy) {
        this.session = session;
        this.realm = realm;
        this.user = user;
        this.policy = policy;
    }

    Message of(Happening happening, NoticeKind kind, String link, String to) {
        try {
            Locale locale = locale(happening);
            Theme theme = session.theme().getTheme(Theme.Type.EMAIL);
            Properties messages = theme.getEnhancedMessages(realm, locale);
            String name = App.realmName(realm);
            Map<String, Object> values = new HashMap<>(values(happening, kind, locale));
            values.put("link", link);
            values.put("realmName", name);
            values.put("subject", format(messages, locale, NoticeText.subject(kind), name));
            values.put("locale", locale);
            values.put("ltr", isLeftToRight(locale));
            values.put("msg", new MessageFormatterMethod(locale, messages));
            values.put("properties", theme.getProperties());
            FreeMarkerProvider templates = session.getProvider(FreeMarkerProvider.class);
            return new Message(
                    to,
                    values.get("subject").toString(),
                    templates.processTemplate(values, "text/" + TEMPLATE, theme),
                    templates.processTemplate(values, "html/" + TEMPLATE, theme));
        } catch (IOException | FreeMarkerException e) {
            // The cause may repeat what the template was filled with.
            throw new IllegalStateException("the notice could not be written from " + TEMPLATE);
        }
    }

    private Map<String, Object> values(Happening happening, NoticeKind kind, Locale locale) {
        // Of an administrator nobody is told where they sit.
        boolean isAdministrator = happening.by() == Happening.By.ADMINISTRATOR;
        int left = happening.left().orElse(-1);
        Browser browser = isAdministrator ? new Browser("", "") : Browser.of(session);
        return Map.ofEntries(
                Map.entry("what", NoticeText.what(kind)),
                Map.entry("factor", NoticeText.factor(happening.factor())),
                Map.entry("left", left),
                Map.entry("few", left >= 0 && left <= BackupCodes.FEW),
                Map.entry("byAdministrator", isAdministrator),
                Map.entry("when", time(locale)),
                Map.entry("browser", browser.name()),
                Map.entry("system", browser.system()),
                Map.entry("place", isAdministrator ? "" : place(locale)),
                Map.entry("address", policy.address() && !isAdministrator ? address() : ""),
                Map.entry("days", NoticeLinks.LIFE.toDays()));
    }

    /** The person's own language. Of somebody who may be a stranger the request says nothing about it. */
    private Locale locale(Happening happening) {
        if (!realm.isInternationalizationEnabled()) {
            return Locale.ENGLISH;
        }
        return Optional.ofNullable(user.getFirstAttribute(UserModel.LOCALE))
                .filter(chosen -> realm.getSupportedLocalesStream().anyMatch(chosen::equals))
                .map(Locale::forLanguageTag)
                .orElseGet(() -> happening.by() == Happening.By.PERSON
                        ? session.getContext().resolveLocale(user)
                        : defaultLocale());
    }

    private Locale defaultLocale() {
        String byDefault = realm.getDefaultLocale();
        return byDefault == null ? Locale.ENGLISH : Locale.forLanguageTag(byDefault);
    }

    private static boolean isLeftToRight(Locale locale) {
        return new Bidi(locale.getDisplayLanguage(locale), Bidi.DIRECTION_DEFAULT_LEFT_TO_RIGHT).isLeftToRight();
    }

    private static String time(Locale locale) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
                        .withLocale(locale)
                        .withZone(ZoneOffset.UTC)
                        .format(KeycloakClock.INSTANCE.instant())
                + " UTC";
    }

    /** The country, where logins are looked up in a file of places; empty where nothing is known. */
    private String place(Locale locale) {
        return Optional.ofNullable(session.getContext().getAuthenticationSession())
                .map(login -> login.getAuthNote(LoginNotes.COUNTRY))
                .map(country -> new Locale("", country).getDisplayCountry(locale))
                .orElse("");
    }

    private String address() {
        ClientConnection connection = session.getContext().getConnection();
        return connection == null ? "" : connection.getRemoteHost();
    }

    private static String format(Properties messages, Locale locale, String key, String argument) {
        return new MessageFormat(messages.getProperty(key, key), locale).format(new Object[] {argument});
    }
}
