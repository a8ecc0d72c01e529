package dev.mfapack.requiredactions.code;

import dev.mfapack.factors.code.CodeCredentialModel;
import dev.mfapack.factors.code.CodeFactor;
import dev.mfapack.factors.code.Destinations;
import dev.mfapack.factors.policy.RealmPolicy;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.models.utils.FormMessage;

/**
 * The page that asks where codes shall go; what was typed stays on it. Where the realm takes that from the person's profile,
 * nothing can be typed; what an administrator entered can be chosen.
 */
final class DestinationPage {

    static final String TEMPLATE = "mfa-destination.ftl";
    static final String LABEL = "label";

    /** Form field with the id of a destination that waits for its proof. */
    static final String UNCONFIRMED = "mfa-confirm";

    /** Keycloak's column for labels holds 255 characters; a name that long is a mistake. */
    static final int LONGEST_LABEL = 60;

    private final RequiredActionContext context;
    private final CodeFactor factor;
    private final String typed;
    private final String label;

    DestinationPage(RequiredActionContext context, CodeFactor factor, String typed, String label) {
        this.context = context;
        this.factor = factor;
        this.typed = typed;
        this.label = label;
    }

    static Response empty(RequiredActionContext context, CodeFactor factor) {
        return new DestinationPage(context, factor, "", "").show();
    }

    Response fieldError(String messageKey) {
        return withError(new FormMessage(factor.field(), messageKey));
    }

    Response labelError(String messageKey) {
        return withError(new FormMessage(LABEL, messageKey, LONGEST_LABEL));
    }

    Response waitFor(Duration wait) {
        return withError(new FormMessage(
                factor.field(), "mfaResendTooEarly", wait.plusMillis(999).toSeconds()));
    }

    private Response withError(FormMessage error) {
        context.form().addError(error);
        return show();
    }

    private Response show() {
        Destinations known = Destinations.of(factor, context.getSession(), context.getUser());
        Map<String, Object> page = new HashMap<>();
        page.put("factor", factor.factor().id());
        page.put("typed", typed);
        page.put("label", label);
        page.put("region", RealmPolicy.of(context.getRealm()).phoneRegion());
        page.put("fromProfile", known.source().isPresent());
        page.put("prescribed", known.prescribed().map(Object::toString).orElse(""));
        page.put("unconfirmed", known.source().isPresent() ? List.of() : choices(known.unconfirmed()));
        return context.form().setAttribute("mfa", page).createForm(TEMPLATE);
    }

    private static List<Map<String, String>> choices(List<CodeCredentialModel> unconfirmed) {
        return unconfirmed.stream()
                .map(waiting -> Map.of("id", waiting.getId(), "label", waiting.display()))
                .toList();
    }
}
