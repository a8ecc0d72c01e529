package dev.mfapack.requiredactions.choice;

import dev.mfapack.factors.level.EnrolmentGrace;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import org.keycloak.authentication.RequiredActionContext;

/**
 * How long the person may put it off, as the page shows it.
 *
 * @param left how many more times; -1 when that is not counted
 * @param until the last day; empty when there is none
 */
public record GracePage(int left, String until) {

    static GracePage of(RequiredActionContext context, EnrolmentGrace grace) {
        Locale locale = context.getSession().getContext().resolveLocale(context.getUser());
        DateTimeFormatter date =
                DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(locale);
        return new GracePage(
                grace.left().orElse(-1), grace.until().map(date::format).orElse(""));
    }

    /** What is left, for the record. */
    static List<String> told(EnrolmentGrace grace) {
        String left = grace.left().isPresent() ? "skips-left-" + grace.left().getAsInt() : "skips-not-counted";
        return grace.until().map(last -> List.of(left, "until-" + last)).orElse(List.of(left));
    }
}
