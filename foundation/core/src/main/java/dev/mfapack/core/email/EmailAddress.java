package dev.mfapack.core.email;

import dev.mfapack.core.challenge.Destination;
import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An email address that any mail server takes (RFC 5321 section 4.1.2, without quoted local parts). Personal data:
 * {@link #toString} gives the masked form.
 *
 * @param value local part as typed, domain in lower case and in its ASCII form: {@code erin@xn--bcher-kva.example}
 */
public record EmailAddress(String value) implements Destination {

    /** RFC 5321 section 4.5.3.1. */
    private static final int LONGEST = 254;

    private static final int LONGEST_LOCAL_PART = 64;

    private static final Pattern FORM =
            Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
                    + "@([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    /**
     * Checks the form.
     *
     * @throws IllegalArgumentException when {@code value} is no address; the message does not repeat it
     */
    public EmailAddress {
        if (value.length() > LONGEST
                || value.indexOf('@') > LONGEST_LOCAL_PART
                || !FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not an email address");
        }
    }

    /** Reads what a person typed; empty when it is no address. */
    public static Optional<EmailAddress> parse(String typed) {
        String stripped = typed.strip();
        int at = stripped.lastIndexOf('@');
        // Far longer than any address: not worth a look.
        if (at < 1 || stripped.length() > 2 * LONGEST) {
            return Optional.empty();
        }
        try {
            String domain = IDN.toASCII(stripped.substring(at + 1), IDN.USE_STD3_ASCII_RULES);
            return Optional.of(new EmailAddress(stripped.substring(0, at) + "@" + domain.toLowerCase(Locale.ROOT)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The first character and the domain: {@code e•••@example.org}; as many dots whatever the length. */
    @Override
    public String masked() {
        return value.charAt(0) + "•••" + value.substring(value.indexOf('@'));
    }

    @Override
    public String toString() {
        return masked();
    }
}
