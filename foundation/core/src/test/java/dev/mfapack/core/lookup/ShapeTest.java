package dev.mfapack.core.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShapeTest {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int DRAWN = 20_000;

    @Test
    @DisplayName("L1: a backup code has 65 secret bits, as three groups of five")
    void backupCode() {
        LookupSecret code = Shape.BACKUP_CODE.draw(RANDOM);

        assertThat(Shape.BACKUP_CODE.secretBits()).isEqualTo(65);
        assertThat(code.grouped()).matches("[" + ALPHABET + "]{5}(-[" + ALPHABET + "]{5}){2}");
        assertThat(code.id()).hasSize(2);
        assertThat(code.letters()).hasSize(15).startsWith(code.id());
    }

    @Test
    @DisplayName("L3: an app password has 115 secret bits, as seven groups of four")
    void appPassword() {
        LookupSecret password = Shape.APP_PASSWORD.draw(RANDOM);

        assertThat(Shape.APP_PASSWORD.secretBits()).isEqualTo(115);
        assertThat(password.grouped()).matches("[" + ALPHABET + "]{4}(-[" + ALPHABET + "]{4}){6}");
        assertThat(password.id()).hasSize(5);
        assertThat(password.letters()).hasSize(28).startsWith(password.id());
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("L1: every letter is equally likely at every place")
    void everyLetterIsEquallyLikelyAtEveryPlace(Shape shape) {
        int places = shape.draw(RANDOM).letters().length();
        int[][] seen = new int[places][ALPHABET.length()];
        for (int i = 0; i < DRAWN; i++) {
            String letters = shape.draw(RANDOM).letters();
            for (int place = 0; place < places; place++) {
                seen[place][ALPHABET.indexOf(letters.charAt(place))]++;
            }
        }
        double expected = (double) DRAWN / ALPHABET.length();
        for (int[] place : seen) {
            double chiSquare = 0;
            for (int count : place) {
                chiSquare += (count - expected) * (count - expected) / expected;
            }
            // 31 degrees of freedom at p = 1e-9: the draws are really random, so that the test must not fail by chance.
            assertThat(chiSquare).isLessThan(103);
        }
    }

    @Property
    @Label("however a person types it, it is the same secret")
    void typingItAnyWayIsTheSame(@ForAll Shape shape, @ForAll("separators") String separator) {
        LookupSecret drawn = shape.draw(RANDOM);
        String typed = String.join(separator, drawn.letters().split("")) + separator;

        assertThat(shape.read(drawn.grouped())).contains(drawn);
        assertThat(shape.read(typed.toLowerCase(Locale.ROOT))).contains(drawn);
    }

    @Provide
    Arbitrary<String> separators() {
        return Arbitraries.of("", " ", "-", "–", "\u00a0", "\t", "_", ".", "\n");
    }

    @Test
    void lookAlikesAreReadAsWhatWasMeant() {
        String letters = "01V".repeat(5);

        assertThat(Shape.BACKUP_CODE.read("OIU oLu 01V 0iv olv"))
                .contains(new LookupSecret(Shape.BACKUP_CODE, letters));
        for (String lookAlike : new String[] {"I", "L", "O", "U"}) {
            assertThat(ALPHABET).doesNotContain(lookAlike);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "12345678901234",
                "1234567890123456",
                "12345678901234?",
                "12345678901234ß",
                "１２３４５６７８９０１２３４５",
                "<script>alert()"
            })
    void whatCannotBeOneIsNone(String typed) {
        assertThat(Shape.BACKUP_CODE.read(typed)).isEmpty();
    }

    @Test
    void whatIsFarTooLongIsNotLookedAt() {
        assertThat(Shape.BACKUP_CODE.read("123456789012345" + " ".repeat(100))).isEmpty();
    }

    @Test
    void noTwoAreTheSame() {
        Set<LookupSecret> drawn = new HashSet<>();
        for (int i = 0; i < DRAWN; i++) {
            drawn.add(Shape.BACKUP_CODE.draw(RANDOM));
        }
        assertThat(drawn).hasSize(DRAWN);
    }

    @Test
    @DisplayName("C4: nothing printed holds the secret")
    void nothingPrintedHoldsTheSecret() {
        LookupSecret drawn = Shape.APP_PASSWORD.draw(RANDOM);

        assertThat(drawn.toString()).isEqualTo("LookupSecret[APP_PASSWORD]");
    }
}
