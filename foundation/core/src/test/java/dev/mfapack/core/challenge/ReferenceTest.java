package dev.mfapack.core.challenge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ReferenceTest {

    @Test
    @DisplayName("C8: two characters, none of them taken for another")
    void twoCharactersThatCannotBeMistaken() {
        for (int i = 0; i < 1000; i++) {
            assertThat(Reference.of(UUID.randomUUID(), 1 + i % 5)).matches("[BCDFGHJ-NP-TV-XZ2-9]{2}");
        }
    }

    @Test
    @DisplayName("C8: the messages of one challenge are told apart, as many as there can be in an hour")
    void everyMessageOfAChallengeHasItsOwn() {
        UUID challenge = UUID.fromString("7b1f7cf6-2c5d-4a53-9f0d-8d7e3a3b0a11");
        Set<String> seen = new HashSet<>();
        for (int sends = 1; sends <= 30; sends++) {
            seen.add(Reference.of(challenge, sends));
        }

        assertThat(seen).hasSizeGreaterThanOrEqualTo(28);
        assertThat(Reference.of(challenge, 1)).isNotEqualTo(Reference.of(challenge, 2));
    }

    @Test
    void thePageAndTheMessageSayTheSame() {
        UUID challenge = UUID.randomUUID();

        assertThat(Reference.of(challenge, 3)).isEqualTo(Reference.of(challenge, 3));
    }
}
