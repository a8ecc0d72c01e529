package dev.mfapack.risk;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a browser says of itself in the headers {@code Sec-CH-UA}, {@code Sec-CH-UA-Platform} and {@code Sec-CH-UA-Mobile} (User-Agent
 * Client Hints, sections 3.1 to 3.8), as one text that stays the same from one version of the browser to the next.
 */
public final class ClientHints {

    private static final Pattern BRAND = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"\\s*;\\s*v=");

    private ClientHints() {}

    /** Unknown when the browser sends none of them, or more than {@link UserAgent#LONGEST} characters. */
    public static Observed<String> of(@Nullable String brands, @Nullable String platform, @Nullable String mobile) {
        if (brands == null && platform == null && mobile == null) {
            return Observed.unknown(Why.NOT_SENT);
        }
        String text = String.join("|", String.join(",", names(text(brands))), text(platform), text(mobile));
        return text(brands).length() + text.length() > UserAgent.LONGEST
                ? Observed.unknown(Why.TOO_LONG)
                : Observed.of(text);
    }

    /** Sorted, as browsers shuffle them; without the made-up one, which changes with every version (section 6.2). */
    private static Set<String> names(String brands) {
        Set<String> names = new TreeSet<>();
        if (brands.length() <= UserAgent.LONGEST) {
            Matcher brand = BRAND.matcher(brands);
            while (brand.find()) {
                String name = brand.group(1);
                if (!(name.contains("Not") && name.contains("Brand"))) {
                    names.add(name);
                }
            }
        }
        return names;
    }

    private static String text(@Nullable String header) {
        return header == null ? "" : header.strip();
    }
}
