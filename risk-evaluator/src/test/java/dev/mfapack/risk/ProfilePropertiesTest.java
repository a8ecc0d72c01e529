package dev.mfapack.risk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfapack.core.level.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ProfilePropertiesTest {

    @Property(tries = 100)
    @Label("what is written is read again, however long somebody has come, and never grows")
    void roundTrip(@ForAll long seed, @ForAll @IntRange(max = 600) int logins) {
        Profile profile = random(seed, logins);

        byte[] blob = profile.write();
        Profile read = Profile.read(blob).seen().orElseThrow();

        assertThat(blob.length).isLessThanOrEqualTo(Profile.LONGEST);
        assertThat(read.write()).isEqualTo(blob);
        assertThat(read.logins()).isEqualTo(logins);
        assertThat(read.entries().size()).isLessThanOrEqualTo(Feature.MOST_ENTRIES);
    }

    @Property(tries = 300)
    @Label("a blob with one byte changed, cut off or lengthened is unknown, never another profile")
    void damageIsFound(
            @ForAll long seed,
            @ForAll @IntRange(max = 2000) int where,
            @ForAll @IntRange(min = 1, max = 255) int change) {
        byte[] blob = random(seed, 20).write();
        byte[] changed = blob.clone();
        changed[where % blob.length] ^= (byte) change;

        assertThat(Profile.read(changed).seen()).isEmpty();
        assertThat(Profile.read(Arrays.copyOf(blob, 1 + where % (blob.length - 1)))
                        .seen())
                .isEmpty();
        assertThat(Profile.read(Arrays.copyOf(blob, blob.length + 13)).seen()).isEmpty();
    }

    @Property(tries = 50)
    @Label("bytes of nobody are unknown and throw nothing")
    void noise(@ForAll byte[] noise) {
        assertThat(Profile.read(noise).seen().isPresent()).isEqualTo(noise.length == 0);
    }

    @Property(tries = 50)
    @Label("no feature takes the room of another")
    void room(@ForAll long seed) {
        Profile profile = random(seed, 500);

        for (Feature feature : Feature.values()) {
            assertThat(profile.entries().list())
                    .filteredOn(entry -> entry.feature() == feature)
                    .hasSizeLessThanOrEqualTo(feature.room());
        }
    }

    private static Profile random(long seed, int logins) {
        Random chance = new Random(seed);
        Profile profile = Profile.EMPTY;
        var time = Bench.BEGIN;
        for (int login = 0; login < logins; login++) {
            time = time.plus(Duration.ofMinutes(chance.nextInt(3000)));
            List<HashedValue> values = new ArrayList<>();
            for (Feature feature : Feature.values()) {
                values.add(new HashedValue(feature, chance.nextInt(30)));
            }
            Optional<Place.Point> point = chance.nextBoolean()
                    ? Optional.of(new Place.Point(chance.nextInt(90), -chance.nextInt(180)))
                    : Optional.empty();
            profile = profile.with(
                    new Lesson(time, 1, values, 0, List.of(), point, chance.nextInt(24), Level.BASIC),
                    chance.nextBoolean() ? 1 : 0.5);
        }
        return profile;
    }
}
