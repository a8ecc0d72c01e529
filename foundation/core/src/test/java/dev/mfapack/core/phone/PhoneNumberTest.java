package dev.mfapack.core.phone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneNumberTest {

    private static final PhoneNumberUtil UTIL = PhoneNumberUtil.getInstance();

    @ParameterizedTest
    @CsvSource({
        "01512 3456789, DE, +4915123456789",
        "+49 1512 3456789, DE, +4915123456789",
        "0049 1512-3456789, DE, +4915123456789",
        "(0151) 23456789, DE, +4915123456789",
        "+44 7400 123456, DE, +447400123456",
        "07400 123456, GB, +447400123456",
        "011 44 7400 123456, US, +447400123456",
        "(201) 555-0123, US, +12015550123",
        "+39 06 698 12345, DE, +390669812345",
        "'+49 (0) 1512 3456789', US, +4915123456789"
    })
    void nationalAndInternationalFormsGiveOneNumber(String typed, String region, String expected) {
        assertThat(PhoneNumber.parse(typed, region)).contains(new PhoneNumber(expected));
    }

    @Test
    void withoutARegionOnlyInternationalFormsAreTaken() {
        assertThat(PhoneNumber.parse("01512 3456789", "")).isEmpty();
        assertThat(PhoneNumber.parse("+49 1512 3456789", "")).contains(new PhoneNumber("+4915123456789"));
    }

    @Test
    void digitsOfOtherScriptsAreRead() {
        assertThat(PhoneNumber.parse("+٤٩١٥١٢٣٤٥٦٧٨٩", "")).contains(new PhoneNumber("+4915123456789"));
        assertThat(PhoneNumber.parse("＋４９１５１２３４５６７８９", "")).contains(new PhoneNumber("+4915123456789"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "+",
                "alice",
                "110",
                "+49 30 1234 5678 9012",
                "030 1234 5678 9012 3",
                "+49",
                "+49 1",
                "+999 123456789",
                "+0049151234567",
                "+1 201 555 0123 ext. 5",
                "+1 201 555 0123;ext=5",
                "+49 1512 3456789 x7",
                "tel:+1-201-555-0123;ext=9",
                "<script>alert(1)</script>",
                "'; drop table MFA_CHALLENGE; --",
                "\u0000",
                "\uD83D\uDE00",
                "${jndi:ldap://x}"
            })
    @DisplayName("C5: what is no number, no valid one, or has an extension is refused")
    void whatIsNoValidNumberIsRefused(String typed) {
        assertThat(PhoneNumber.parse(typed, "DE")).isEmpty();
    }

    @Test
    void veryLongInputIsRefused() {
        assertThat(PhoneNumber.parse("+49" + "1".repeat(1_000_000), "DE")).isEmpty();
        assertThat(PhoneNumber.parse("((((((".repeat(200_000), "DE")).isEmpty();
    }

    @Property
    void noTextAtAllMakesParsingFail(@ForAll String typed) {
        assertThat(PhoneNumber.parse(typed, "DE")).isNotNull();
    }

    @Property(tries = 5_000)
    void nothingMadeOfDigitsAndSignsMakesParsingFail(
            @ForAll("numberLike") String typed, @ForAll("regions") String region) {
        Optional<PhoneNumber> number = PhoneNumber.parse(typed, region);

        number.ifPresent(PhoneNumberTest::assertMaskedWell);
    }

    static Stream<PhoneNumber> examplesOfAllRegions() {
        Set<String> regions = UTIL.getSupportedRegions();
        return regions.stream()
                .flatMap(region -> Stream.of(PhoneNumberType.values())
                        .filter(type -> type != PhoneNumberType.UNKNOWN)
                        .map(type -> UTIL.getExampleNumberForType(region, type)))
                .filter(number -> number != null && UTIL.isValidNumber(number))
                .map(number -> UTIL.format(number, PhoneNumberFormat.E164))
                .distinct()
                .map(PhoneNumber::new);
    }

    @Test
    void anExampleOfEveryKindInEveryRegionIsReadAndMasked() {
        assertThat(examplesOfAllRegions()).hasSizeGreaterThan(800).allSatisfy(number -> {
            assertThat(PhoneNumber.parse(number.e164(), "")).contains(number);
            assertMaskedWell(number);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "+4915123456789, +49 •••••••••89",
        "+12015550123, +1 ••••••••23",
        "+390669812345, +39 ••••••••45",
        "+862112345678, +86 ••••••••78",
        "+818012345678, +81 ••••••••78",
        "+6834002, +683 •••2"
    })
    void theMaskedFormShowsOnlyTheEnd(String e164, String masked) {
        assertThat(new PhoneNumber(e164).masked()).isEqualTo(masked);
        assertThat(new PhoneNumber(e164)).hasToString(masked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "49151",
                "+",
                "+0151234567",
                "+4915 1234",
                "+49151234567890123",
                "+491512345678\n",
                "+٤٩١٥١٢٣٤٥٦٧",
                "+1234"
            })
    void anythingButE164IsRefusedWithoutRepeatingIt(String e164) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PhoneNumber(e164))
                .withMessage("not a number in E.164 form");
    }

    @Test
    void onlyRegionsThatNumbersCanBeReadInAreRegions() {
        assertThat(PhoneNumber.isRegion("DE")).isTrue();
        assertThat(Stream.of("de", "", "EU", "49", "ZZ", "Germany")).noneMatch(PhoneNumber::isRegion);
    }

    @Provide
    Arbitrary<String> numberLike() {
        Arbitrary<String> digits =
                Arbitraries.strings().numeric().ofMinLength(1).ofMaxLength(18);
        Arbitrary<String> mixed =
                Arbitraries.strings().withChars("0123456789+-() /.x;=*#,").ofMaxLength(40);
        return Arbitraries.oneOf(
                digits.map(number -> "+" + number), digits.map(number -> "+49" + number), digits, mixed);
    }

    @Provide
    Arbitrary<String> regions() {
        return Arbitraries.of(UTIL.getSupportedRegions());
    }

    private static void assertMaskedWell(PhoneNumber number) {
        Phonenumber.PhoneNumber parsed = parsed(number);
        String national = UTIL.getNationalSignificantNumber(parsed);
        String shown = number.masked().replaceFirst("^\\+" + parsed.getCountryCode() + " ", "");
        long digits = shown.chars().filter(Character::isDigit).count();

        assertThat(shown).as("masked").matches("•+[0-9]{0,3}").hasSameSizeAs(national);
        assertThat(digits * 4).as("digits shown of " + national.length()).isLessThanOrEqualTo(national.length());
        assertThat(national).endsWith(shown.replace("•", ""));
    }

    private static Phonenumber.PhoneNumber parsed(PhoneNumber number) {
        try {
            return UTIL.parse(number.e164(), null);
        } catch (NumberParseException e) {
            throw new AssertionError(e);
        }
    }
}
