package dev.mfapack.core.backupcode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mfapack.core.lookup.LookupSecret;
import java.security.SecureRandom;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackupCodesTest {

    private static final SecureRandom RANDOM = new SecureRandom();

    @Property(tries = 200)
    @Label("L1: as many codes as asked for, and each is found by its id part alone")
    void asManyAsAskedForEachWithAnIdOfItsOwn(@ForAll @IntRange(min = 4, max = 24) int count) {
        List<LookupSecret> codes = BackupCodes.draw(RANDOM, count);

        assertThat(codes).hasSize(count);
        assertThat(codes).extracting(LookupSecret::id).doesNotHaveDuplicates();
        assertThat(codes)
                .allSatisfy(code -> assertThat(BackupCodes.read(code.grouped())).contains(code));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 3, 25})
    void anyOtherCountIsRefused(int count) {
        assertThatThrownBy(() -> BackupCodes.draw(RANDOM, count))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("between 4 and 24");
    }
}
