package dev.mfapack.demo.phone;

import java.util.Optional;
import java.util.regex.Pattern;

/** Finds the one-time code in what a person was sent: the first run of 6 to 10 digits outside of links. */
final class CodeInText {

    private static final Pattern LINK = Pattern.compile("\\S+://\\S+");
    private static final Pattern CODE = Pattern.compile("(?<![\\d+])\\d{6,10}(?!\\d)");

    private CodeInText() {}

    static Optional<String> find(String text) {
        var code = CODE.matcher(LINK.matcher(text).replaceAll(" "));
        return code.find() ? Optional.of(code.group()) : Optional.empty();
    }
}
