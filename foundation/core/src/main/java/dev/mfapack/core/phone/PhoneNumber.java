package dev.mfapack.core.phone;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber;
import dev.mfapack.core.PublicApi;
import dev.mfapack.core.challenge.Destination;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A telephone number in E.164 form. Personal data: {@link #toString} gives the masked form.
 *
 * @param e164 plus sign, country calling code, national number: {@code +4915112345678}
 */
@PublicApi
public record PhoneNumber(String e164) implements Destination {

    private static final Pattern E164 = Pattern.compile("\\+[1-9][0-9]{4,14}");
    private static final PhoneNumberUtil UTIL = PhoneNumberUtil.getInstance();

    /** Enough to tell one's own numbers apart, too little to call any: at most three digits and a quarter of them all. */
    private static final int MOST_SHOWN = 3;

    /**
     * Checks the form.
     *
     * @throws IllegalArgumentException when {@code e164} is not in E.164 form; the message does not repeat it
     */
    public PhoneNumber {
        if (!E164.matcher(e164).matches()) {
            throw new IllegalArgumentException("not a number in E.164 form");
        }
    }

    /**
     * Reads what a person typed, in international form or in the national form of a region.
     *
     * @param typed what the person typed
     * @param defaultRegion ISO 3166 code of the region of national forms, such as {@code DE}; empty when only international
     *     forms are taken
     * @return the number, or empty when it is no valid number
     */
    public static Optional<PhoneNumber> parse(String typed, String defaultRegion) {
        try {
            Phonenumber.PhoneNumber number = UTIL.parse(typed, defaultRegion.isEmpty() ? null : defaultRegion);
            String e164 = UTIL.format(number, PhoneNumberFormat.E164);
            // Some countries have valid numbers of more than the fifteen digits that E.164 allows.
            return UTIL.isValidNumber(number)
                            && !number.hasExtension()
                            && E164.matcher(e164).matches()
                    ? Optional.of(new PhoneNumber(e164))
                    : Optional.empty();
        } catch (NumberParseException e) {
            return Optional.empty();
        }
    }

    /** Whether {@code region} is an ISO 3166 code that national numbers can be read in. */
    public static boolean isRegion(String region) {
        return UTIL.getSupportedRegions().contains(region);
    }

    /** ISO 3166 code of the country or territory it belongs to; empty when it belongs to none, as satellite telephones do. */
    public Optional<String> region() {
        return parsed().map(UTIL::getRegionCodeForNumber).filter(PhoneNumber::isRegion);
    }

    /** What kind of line it belongs to. */
    public LineType lineType() {
        return parsed().map(UTIL::getNumberType)
                .map(type -> LineType.valueOf(type.name()))
                .orElse(LineType.UNKNOWN);
    }

    /** All but its last digits: its neighbours begin alike. */
    public String withoutLast(int digits) {
        return e164.substring(0, Math.max(1, e164.length() - digits));
    }

    @Override
    public String value() {
        return e164;
    }

    /**
     * The number for people to recognize: {@code +49 •••••••••78}. Of a short number fewer digits are shown, of a very
     * short one none.
     */
    @Override
    public String masked() {
        int countryDigits = countryDigits();
        String national = e164.substring(1 + countryDigits);
        int shown = Math.min(MOST_SHOWN, national.length() / 4);
        return e164.substring(0, 1 + countryDigits) + " " + "•".repeat(national.length() - shown)
                + national.substring(national.length() - shown);
    }

    @Override
    public String toString() {
        return masked();
    }

    /** Of a calling code that nobody has, as many digits as the longest ones have. */
    private int countryDigits() {
        return parsed().map(number -> String.valueOf(number.getCountryCode()).length())
                .orElse(3);
    }

    private Optional<Phonenumber.PhoneNumber> parsed() {
        try {
            return Optional.of(UTIL.parse(e164, null));
        } catch (NumberParseException e) {
            return Optional.empty();
        }
    }
}
