package dev.mfapack.core.challenge;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CodeGeneratorTest {

    private static final int CODES = 50_000;

    /** Chi-square at p = 0.001 for 9 degrees of freedom: what an even generator exceeds once in a thousand positions. */
    private static final double LIMIT_OF_TEN = 27.88;

    /** The same for 99 degrees of freedom. */
    private static final double LIMIT_OF_A_HUNDRED = 148.23;

    @Property
    @Label("C1: a code has exactly as many decimal digits as asked for")
    void everyCodeHasExactlyTheDigitsAskedFor(@ForAll @IntRange(min = 6, max = 10) int digits, @ForAll long seed) {
        assertThat(new CodeGenerator(new SeededRandom(seed)).next(digits)).matches("[0-9]{" + digits + "}");
    }

    @Test
    @DisplayName("C1: at every place every digit is equally likely")
    void everyDigitIsEquallyLikelyAtEveryPlace() {
        CodeGenerator generator = new CodeGenerator(new SeededRandom(20260301));
        int[][] seen = new int[6][10];
        for (int i = 0; i < CODES; i++) {
            String code = generator.next(6);
            for (int place = 0; place < 6; place++) {
                seen[place][code.charAt(place) - '0']++;
            }
        }
        for (int[] place : seen) {
            assertThat(chiSquare(place)).isLessThan(LIMIT_OF_TEN);
        }
    }

    @Test
    @DisplayName("C1: a digit tells nothing about the next one")
    void aDigitTellsNothingAboutTheNext() {
        CodeGenerator generator = new CodeGenerator(new SeededRandom(20260302));
        int[] pairs = new int[100];
        for (int i = 0; i < CODES; i++) {
            String code = generator.next(6);
            for (int place = 0; place < 6; place += 2) {
                pairs[Integer.parseInt(code, place, place + 2, 10)]++;
            }
        }
        assertThat(chiSquare(pairs)).isLessThan(LIMIT_OF_A_HUNDRED);
    }

    @Test
    @DisplayName("C1: codes that begin with zeros are as likely as others")
    void codesBeginWithZeroOneTimeInTen() {
        CodeGenerator generator = new CodeGenerator(new SeededRandom(20260303));
        int zeros = 0;
        int doubleZeros = 0;
        for (int i = 0; i < CODES; i++) {
            String code = generator.next(6);
            zeros += code.startsWith("0") ? 1 : 0;
            doubleZeros += code.startsWith("00") ? 1 : 0;
        }
        assertThat(zeros / (double) CODES).isBetween(0.095, 0.105);
        assertThat(doubleZeros / (double) CODES).isBetween(0.0085, 0.0115);
    }

    @Test
    @DisplayName("C1: codes do not repeat more often than chance has it")
    void codesHardlyRepeat() {
        CodeGenerator generator = new CodeGenerator(new SecureRandom());
        Set<String> codes = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            codes.add(generator.next(10));
        }
        // Of a thousand codes of ten digits two are equal in one run of 20 000, and three pairs in none anybody will
        // see.
        assertThat(codes).hasSizeGreaterThan(997);
    }

    private static double chiSquare(int[] seen) {
        int total = 0;
        for (int count : seen) {
            total += count;
        }
        double expected = total / (double) seen.length;
        double sum = 0;
        for (int count : seen) {
            sum += (count - expected) * (count - expected) / expected;
        }
        return sum;
    }
}
