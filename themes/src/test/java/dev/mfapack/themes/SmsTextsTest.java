package dev.mfapack.themes;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmsTextsTest {

    /** 3GPP TS 23.038 section 6.2.1: the characters that take one septet each. */
    private static final String GSM_7 = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
            + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

    /** The same, section 6.2.1.1: two septets each. */
    private static final String GSM_7_EXTENSION = "\f^{}\\[~]|€";

    private static final int ONE_MESSAGE = 160;
    private static final String APP = "Savings Bank Online!";
    private static final String HOST_LINE = "\n@login.bank-demo.test";

    @ParameterizedTest
    @CsvSource({
        "en, mfaSmsLoginText, 6",
        "en, mfaSmsLoginText, 10",
        "en, mfaSmsEnrolText, 6",
        "en, mfaSmsEnrolText, 10",
        "de, mfaSmsLoginText, 6",
        "de, mfaSmsEnrolText, 6"
    })
    @DisplayName("C8: app, purpose and warning fit into one message of 160 septets, the autofill line included")
    void aTextFitsIntoOneMessage(String language, String key, int digits) {
        assertThat(APP).hasSize(20);
        assertThat(HOST_LINE.strip()).hasSize(21);

        assertThat(septets(text(language, key, digits))).isLessThanOrEqualTo(ONE_MESSAGE);
    }

    @ParameterizedTest
    @CsvSource({"en, mfaSmsLoginText", "en, mfaSmsEnrolText", "de, mfaSmsLoginText", "de, mfaSmsEnrolText"})
    @DisplayName("C8: no character of a text doubles the message's price by leaving the GSM alphabet")
    void aTextStaysInTheGsmAlphabet(String language, String key) {
        assertThat(septets(text(language, key, 6))).isPositive();
    }

    @ParameterizedTest
    @CsvSource({"en, mfaSmsLoginText", "en, mfaSmsEnrolText", "de, mfaSmsLoginText", "de, mfaSmsEnrolText"})
    @DisplayName("C8: the text begins with the code, names the app, and holds no other run of digits that long")
    void aTextHoldsTheCodeAlone(String language, String key) {
        String text = text(language, key, 6);

        assertThat(text).startsWith("012345 ").contains(APP).endsWith("#012345");
        assertThat(Pattern.compile("\\d{4,}").matcher(text).results().map(MatchResult::group))
                .containsOnly("012345");
    }

    private static String text(String language, String key, int digits) {
        String code = "0123456789".substring(0, digits);
        return new MessageFormat(Messages.ofThePack(language).get(key), Locale.forLanguageTag(language))
                        .format(new Object[] {code, APP, 10L, "K7"})
                + HOST_LINE + " #" + code;
    }

    private static int septets(String text) {
        return text.chars()
                .map(character -> {
                    if (GSM_7.indexOf(character) >= 0) {
                        return 1;
                    }
                    assertThat(GSM_7_EXTENSION).as("GSM alphabet").contains(Character.toString(character));
                    return 2;
                })
                .sum();
    }
}
