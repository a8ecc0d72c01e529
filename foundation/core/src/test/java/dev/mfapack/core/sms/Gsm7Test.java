package dev.mfapack.core.sms;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** 3GPP TS 23.038 sections 6.2.1 and 6.2.1.1. */
class Gsm7Test {

    @ParameterizedTest
    @CsvSource({"160, 1", "161, 2", "306, 2", "307, 3"})
    @DisplayName("C8: 160 characters of the alphabet are one message, 153 a part of several")
    void textOfTheAlphabet(int length, int parts) {
        assertThat(Gsm7.parts("a".repeat(length))).isEqualTo(parts);
    }

    @ParameterizedTest
    @CsvSource({"70, 1", "71, 2", "134, 2", "135, 3"})
    @DisplayName("C8: one character outside of it, and 70 are one message, 67 a part of several")
    void textOutsideOfTheAlphabet(int length, int parts) {
        assertThat(Gsm7.parts("ł" + "a".repeat(length - 1))).isEqualTo(parts);
    }

    @Test
    void charactersOfTheExtensionTakeTwoPlaces() {
        assertThat(Gsm7.parts("€".repeat(80))).isEqualTo(1);
        assertThat(Gsm7.parts("€".repeat(81))).isEqualTo(2);
    }

    @Test
    void theAlphabetIsNotLatin() {
        assertThat(Gsm7.fits("Äß§@ΔΩ")).isTrue();
        assertThat(Gsm7.fits("ç")).isFalse();
        assertThat(Gsm7.fits("’")).isFalse();
        assertThat(Gsm7.fits("…")).isFalse();
    }
}
