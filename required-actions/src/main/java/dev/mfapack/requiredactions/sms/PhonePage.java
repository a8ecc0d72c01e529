package dev.mfapack.requiredactions.sms;

import dev.mfapack.factors.policy.RealmPolicy;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Map;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.models.utils.FormMessage;

/** The page that asks for a telephone number; what was typed stays on it. */
final class PhonePage {

    static final String TEMPLATE = "mfa-sms-phone.ftl";
    static final String PHONE = "phone";
    static final String LABEL = "label";

    /** Keycloak's column for labels holds 255 characters; a name that long is a mistake. */
    static final int LONGEST_LABEL = 60;

    private final RequiredActionContext context;
    private final String phone;
    private final String label;

    PhonePage(RequiredActionContext context, String phone, String label) {
        this.context = context;
        this.phone = phone;
        this.label = label;
    }

    static Response empty(RequiredActionContext context) {
        return new PhonePage(context, "", "").show();
    }

    Response phoneError(String messageKey) {
        return withError(new FormMessage(PHONE, messageKey));
    }

    Response labelError(String messageKey) {
        return withError(new FormMessage(LABEL, messageKey, LONGEST_LABEL));
    }

    Response waitFor(Duration wait) {
        return withError(
                new FormMessage(PHONE, "mfaResendTooEarly", wait.plusMillis(999).toSeconds()));
    }

    private Response withError(FormMessage error) {
        context.form().addError(error);
        return show();
    }

    private Response show() {
        return context.form()
                .setAttribute(
                        "mfa",
                        Map.of(
                                "phone",
                                phone,
                                "label",
                                label,
                                "region",
                                RealmPolicy.of(context.getRealm()).phoneRegion()))
                .createForm(TEMPLATE);
    }
}
