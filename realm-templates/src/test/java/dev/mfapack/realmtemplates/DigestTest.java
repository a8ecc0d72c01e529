package dev.mfapack.realmtemplates;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DigestTest {

    @Test
    void theSameTextsHaveTheSameDigest() {
        assertThat(Digest.of("a", "b").hex())
                .isEqualTo(Digest.of("a").add("b").hex())
                .hasSize(64);
    }

    @Test
    void itCountsWhereATextEnds() {
        List<String> digests = Stream.of(
                        Digest.of("ab"),
                        Digest.of("a", "b"),
                        Digest.of("", "ab"),
                        Digest.of("ab", ""),
                        Digest.of("1:a", "b"))
                .map(Digest::hex)
                .toList();

        assertThat(digests).doesNotHaveDuplicates();
    }

    @Test
    void itCountsWhetherThereWasAValue() {
        Change set = new Change("realm attribute", "mfa.mode", "", "enforcing", "why");
        Change made = new Change("realm attribute", "mfa.mode", null, "enforcing", "why");

        assertThat(Digest.of().add(set).hex())
                .isNotEqualTo(Digest.of().add(made).hex());
    }
}
