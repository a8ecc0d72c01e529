package dev.mfapack.factors.notice;

import dev.mfapack.core.notice.NoticeKind;
import dev.mfapack.core.notice.NoticeSubject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.services.Urls;

/** The page of the link, in the look of the login pages. It needs no script, and tells no other site where it was. */
final class NotMePage {

    private static final String TEMPLATE = "mfa-not-me.ftl";

    private final KeycloakSession session;
    private final URI action;
    private @Nullable UserModel user;

    NotMePage(KeycloakSession session, URI action) {
        this.session = session;
        this.action = action;
    }

    /** In that person's language. */
    NotMePage of(UserModel person) {
        user = person;
        return this;
    }

    Response ask(NoticeSubject subject, Instant happened, String token) {
        return show(
                Response.Status.OK,
                "ask",
                Map.of(
                        "what", NoticeText.what(subject.kind()),
                        "factor", NoticeText.factor(subject.factor()),
                        "when", time(happened),
                        "added", subject.kind() == NoticeKind.FACTOR_ADDED,
                        "token", token));
    }

    Response done(NoticeSubject subject, boolean isPasswordAsked) {
        return show(
                Response.Status.OK,
                "done",
                Map.of("added", subject.kind() == NoticeKind.FACTOR_ADDED, "passwordAsked", isPasswordAsked));
    }

    /** The link was used, is too old, or was never made. */
    Response gone() {
        return show(Response.Status.GONE, "gone", Map.of());
    }

    private Response show(Response.Status status, String state, Map<String, Object> more) {
        Map<String, Object> page = new HashMap<>(more);
        page.put("state", state);
        page.put("action", action.getRawPath());
        page.put("account", account().getRawPath());
        LoginFormsProvider form = session.getProvider(LoginFormsProvider.class).setAttribute("mfa", page);
        if (user != null) {
            form.setUser(user);
        }
        form.setStatus(status);
        return Response.fromResponse(form.createForm(TEMPLATE))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    private URI account() {
        return Urls.accountBase(session.getContext().getUri().getBaseUri())
                .build(session.getContext().getRealm().getName());
    }

    private String time(Instant happened) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
                        .withLocale(session.getContext().resolveLocale(user))
                        .withZone(ZoneOffset.UTC)
                        .format(happened)
                + " UTC";
    }
}
