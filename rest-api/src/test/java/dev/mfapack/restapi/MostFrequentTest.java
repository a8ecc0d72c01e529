package dev.mfapack.restapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfapack.restapi.MostFrequent.Told;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MostFrequentTest {

    @Test
    @DisplayName("up to its bound it is exact, the most often first, and by name where two came as often")
    void exactUpToTheBound() {
        MostFrequent names = new MostFrequent(4);
        for (String name : List.of("dora", "carl", "anna", "dora", "bert", "carl", "dora")) {
            names.add(name);
        }

        assertThat(names.most(3))
                .containsExactly(new Told("dora", 3, 3), new Told("carl", 2, 2), new Told("anna", 1, 1));
        assertThat(new MostFrequent(4).most(3)).isEmpty();
    }

    @Test
    @DisplayName(
            "beyond its bound nobody's bounds are wrong, and who came often is not lost among thousands who came once")
    void boundsHoldBeyondTheBound() {
        Random random = new Random(1);
        MostFrequent names = new MostFrequent(100);
        Map<String, Long> counts = new HashMap<>();
        for (int addition = 0; addition < 50_000; addition++) {
            // Ten people make a fifth of it, each 2 %: twice what a hundred places need.
            String name = random.nextInt(5) == 0 ? "often-" + random.nextInt(10) : "once-" + random.nextInt(20_000);
            names.add(name);
            counts.merge(name, 1L, Long::sum);
        }

        List<Told> most = names.most(100);
        assertThat(most)
                .hasSize(100)
                .allSatisfy(told ->
                        assertThat(counts.get(told.what())).as(told.what()).isBetween(told.atLeast(), told.atMost()));
        assertThat(most.subList(0, 10)).allMatch(told -> told.what().startsWith("often-"));
        assertThat(most).filteredOn(told -> told.atLeast() < told.atMost()).isNotEmpty();
    }
}
