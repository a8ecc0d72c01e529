package dev.mfapack.factors.sms;

import dev.mfapack.core.challenge.Challenge;
import dev.mfapack.core.challenge.Challenge.Delivery;
import dev.mfapack.core.phone.PhoneNumber;
import jakarta.ws.rs.core.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.utils.FormMessage;

/**
 * The page that asks for a code, the same in a login and in enrolment.
 *
 * <p>It reads {@code code} and {@code mfa-action} ({@code resend}, {@code change}) or {@code mfa-number} back from the form.
 */
public final class CodePage {

    /** Template of the page. */
    public static final String TEMPLATE = "mfa-sms-code.ftl";

    /** Form field of the code. */
    public static final String CODE = "code";

    /** Form field that names what the person wants instead of answering. */
    public static final String ACTION = "mfa-action";

    /** Form field with the id of the number to use instead. */
    public static final String NUMBER = "mfa-number";

    private final LoginFormsProvider form;
    private final Map<String, Object> page = new HashMap<>();

    public CodePage(LoginFormsProvider form, PhoneNumber to, int digits) {
        this.form = form;
        page.put("masked", to.masked());
        page.put("digits", digits);
        page.put("enrolling", false);
        page.put("dead", false);
        page.put("numbers", List.of());
    }

    /** Offers the person's other numbers. */
    public CodePage otherNumbers(List<SmsCredentialModel> others) {
        page.put(
                "numbers",
                others.stream()
                        .map(number -> Map.of("id", number.getId(), "label", label(number)))
                        .toList());
        return this;
    }

    /** The page of an enrolment: the number can be changed and other sessions ended. */
    public CodePage enrolling() {
        page.put("enrolling", true);
        return this;
    }

    /** The page for where a challenge stands; a message that failed is told unless there is something newer to tell. */
    public Response show(Optional<Challenge> challenge, Optional<Notice> notice) {
        page.put("failed", failed(challenge));
        page.put("dead", challenge.map(Challenge::isExhausted).orElse(false));
        tell(notice.or(() -> failed(challenge) ? Optional.of(Notice.notSent()) : Optional.empty()));
        return form.setAttribute("mfa", page).createForm(TEMPLATE);
    }

    private static boolean failed(Optional<Challenge> challenge) {
        return challenge.map(known -> known.delivery() == Delivery.FAILED).orElse(true);
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

    private static String label(SmsCredentialModel number) {
        String masked = number.number().masked();
        String label = number.getUserLabel();
        return label == null || label.isBlank() || label.equals(masked) ? masked : label + " (" + masked + ")";
    }
}
