package dev.mfapack.factors.code;

import dev.mfapack.core.challenge.Challenge;
import dev.mfapack.core.challenge.Challenge.Delivery;
import dev.mfapack.core.challenge.Destination;
import dev.mfapack.factors.KeycloakClock;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.utils.FormMessage;
import org.keycloak.services.Urls;

/**
 * The page that asks for a code, the same in a login and in enrolment.
 *
 * <p>It reads {@code code} and {@code mfa-action} ({@code resend}, {@code change}) or {@code mfa-destination} back from the form.
 */
public final class CodePage {

    /** Template of the page. */
    public static final String TEMPLATE = "mfa-code.ftl";

    /** Form field of the code. */
    public static final String CODE = "code";

    /** Form field that names what the person wants instead of answering. */
    public static final String ACTION = "mfa-action";

    /** Form field with the id of the destination to use instead. */
    public static final String DESTINATION = "mfa-destination";

    private final KeycloakSession session;
    private final LoginFormsProvider form;
    private final Map<String, Object> page = new HashMap<>();

    public CodePage(KeycloakSession session, LoginFormsProvider form, CodeFactor factor, Destination to, int digits) {
        this.session = session;
        this.form = form;
        page.put("factor", factor.factor().id());
        page.put("masked", to.masked());
        page.put("digits", digits);
        page.put("enrolling", false);
        page.put("dead", false);
        page.put("others", List.of());
    }

    /** Offers the person's other destinations. */
    public CodePage otherDestinations(List<CodeCredentialModel> others) {
        page.put(
                "others",
                others.stream()
                        .map(other -> Map.of("id", other.getId(), "label", other.display()))
                        .toList());
        return this;
    }

    /** The page of an enrolment: the destination can be changed and other sessions ended. */
    public CodePage enrolling() {
        page.put("enrolling", true);
        return this;
    }

    /** The page for where a challenge stands; a message that failed is told unless there is something newer to tell. */
    public Response show(Optional<Challenge> challenge, Optional<Notice> notice) {
        Instant now = KeycloakClock.INSTANCE.instant();
        boolean failed = failed(challenge, now);
        page.put("failed", failed);
        page.put("dead", challenge.map(Challenge::isExhausted).orElse(false));
        // Where no message was made, the one that is here already is marked otherwise.
        page.put(
                "reference",
                challenge
                        .filter(known -> known.delivery() != Delivery.WITHHELD)
                        .map(Challenge::reference)
                        .orElse(""));
        page.put(
                "deliveryUrl",
                challenge
                        .filter(known -> known.toldAt(now) == Delivery.QUEUED)
                        .map(this::deliveryUrl)
                        .orElse(""));
        tell(notice.or(() -> wait(challenge, now)).or(() -> failed ? Optional.of(Notice.notSent()) : Optional.empty()));
        return form.setAttribute("mfa", page).createForm(TEMPLATE);
    }

    /** Where scripts can ask what became of the message; it tells that and nothing else, to who knows the challenge's random id. */
    private String deliveryUrl(Challenge challenge) {
        return Urls.realmBase(session.getContext().getUri().getBaseUri())
                .path(session.getContext().getRealm().getName())
                .path("mfa/v1/delivery")
                .path(challenge.id().toString())
                .build()
                .getPath();
    }

    /** Until when no message is made for somebody who began the login anew. */
    private static Optional<Notice> wait(Optional<Challenge> challenge, Instant now) {
        return challenge
                .filter(known -> known.delivery() == Delivery.WITHHELD)
                .map(known -> known.waitAt(now))
                .filter(left -> !left.isZero())
                .map(Notice::tooEarly);
    }

    private static boolean failed(Optional<Challenge> challenge, Instant now) {
        return challenge
                .map(known -> known.toldAt(now))
                .filter(told -> told == Delivery.QUEUED || told == Delivery.SENT)
                .isEmpty();
    }

    private void tell(Optional<Notice> notice) {
        if (notice.isEmpty()) {
            return;
        }
        if (notice.get() instanceof Notice.AtCode atCode) {
            form.addError(new FormMessage(
                    CODE, atCode.messageKey(), atCode.arguments().toArray()));
        } else if (notice.get() instanceof Notice.AboutSending sending) {
            page.put("sendingKey", sending.messageKey());
            page.put(
                    "sendingArgument",
                    sending.arguments().isEmpty()
                            ? ""
                            : sending.arguments().get(0).toString());
            page.put("sendingError", sending.error());
        }
    }
}
