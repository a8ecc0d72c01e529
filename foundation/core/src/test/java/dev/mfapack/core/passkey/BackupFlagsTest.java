package dev.mfapack.core.passkey;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackupFlagsTest {

    @ParameterizedTest(name = "flags {0}: eligible {1}, backed up {2}, sound {3}")
    @CsvSource({
        "05, false, false, true",
        "0d, true, false, true",
        "1d, true, true, true",
        "15, false, true, false",
    })
    @DisplayName("WebAuthn L3 section 6.1.3: BE=0 with BS=1 does not exist")
    void flagsAreReadBehindTheHash(String flags, boolean eligible, boolean backedUp, boolean sound) {
        BackupFlags read = BackupFlags.in(authenticatorData(flags)).orElseThrow();

        assertThat(read).isEqualTo(new BackupFlags(eligible, backedUp));
        assertThat(read.isSound()).isEqualTo(sound);
    }

    @ParameterizedTest(name = "{0} after {1}: {2}")
    @CsvSource({
        "1d, 0d, true",
        "0d, 1d, true",
        "05, 05, true",
        "05, 0d, false",
        "0d, 05, false",
        "15, 05, false",
    })
    @DisplayName("W1: backup eligibility is fixed for life, the backup state is not")
    void eligibilityStaysAsItIs(String now, String before, boolean possible) {
        BackupFlags flags = BackupFlags.in(authenticatorData(now)).orElseThrow();

        assertThat(flags.mayFollow(BackupFlags.in(authenticatorData(before)).orElseThrow()))
                .isEqualTo(possible);
    }

    @Test
    void whatIsTooShortHasNone() {
        assertThat(BackupFlags.in(new byte[32])).isEmpty();
        assertThat(BackupFlags.in(new byte[0])).isEmpty();
    }

    @Test
    void noTwoProblemsHaveTheSameWord() {
        assertThat(Arrays.stream(PasskeyProblem.values())
                        .map(PasskeyProblem::word)
                        .collect(Collectors.toSet()))
                .hasSameSizeAs(PasskeyProblem.values())
                .allMatch(word -> word.matches("[a-z]+(-[a-z]+)*"));
    }

    private static byte[] authenticatorData(String flags) {
        return HexFormat.of().parseHex("ab".repeat(32) + flags + "00000001");
    }
}
