package dev.mfapack.core.audit.chain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfapack.core.audit.chain.Finding.Kind;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Whatever the chain, and wherever somebody lays hands on it. */
class TamperingPropertiesTest {

    private static final int TRIES = 200;

    @Property(tries = TRIES)
    @Label("an untouched chain is sound")
    void untouched(@ForAll("sizes") List<Integer> sizes) {
        assertThat(SampleChain.of(sizes).verify().findings()).isEmpty();
    }

    @Property(tries = TRIES)
    @Label("a changed row is found and named")
    void changed(@ForAll("sizes") List<Integer> sizes, @ForAll int where, @ForAll @IntRange(max = 7) int what) {
        SampleChain chain = SampleChain.of(sizes);
        Place place = Place.of(chain, where);
        place.put(chain, changed(place.row(chain), what));

        assertOne(
                chain.verify(),
                Kind.ROW_CHANGED,
                place.batch() + 1,
                place.row(chain).id());
    }

    @Property(tries = TRIES)
    @Label("a deleted row is found and named")
    void deleted(@ForAll("sizes") List<Integer> sizes, @ForAll int where) {
        SampleChain chain = SampleChain.of(sizes);
        Place place = Place.of(chain, where);
        ChainRow deleted = chain.rows.get(place.batch()).remove(place.index());

        assertOne(chain.verify(), Kind.ROW_DELETED, place.batch() + 1, deleted.id());
    }

    @Property(tries = TRIES)
    @Label("an inserted row is found and named")
    void inserted(@ForAll("sizes") List<Integer> sizes, @ForAll int where) {
        SampleChain chain = SampleChain.of(sizes);
        Place place = Place.of(chain, where);
        ChainRow inserted =
                SampleChain.withId(place.row(chain), UUID.randomUUID().toString());
        chain.rows.get(place.batch()).add(place.index(), inserted);

        assertOne(chain.verify(), Kind.ROW_INSERTED, place.batch() + 1, inserted.id());
    }

    @Property(tries = TRIES)
    @Label("a row that is there twice is found and named")
    void doubled(@ForAll("sizes") List<Integer> sizes, @ForAll int where) {
        SampleChain chain = SampleChain.of(sizes);
        Place place = Place.of(chain, where);
        chain.rows.get(place.batch()).add(place.index(), place.row(chain));

        assertOne(
                chain.verify(),
                Kind.ROW_INSERTED,
                place.batch() + 1,
                place.row(chain).id());
    }

    @Property(tries = TRIES)
    @Label("a row that stands elsewhere in its batch is found and named")
    void reordered(@ForAll @IntRange(min = 2, max = 6) int size, @ForAll @IntRange(max = 4) int from) {
        SampleChain chain = SampleChain.of(List.of(size));
        List<ChainRow> rows = chain.rows.get(0);
        int first = from % (size - 1);
        ChainRow moved = rows.remove(first);
        rows.add(first + 1, moved);

        assertOne(chain.verify(), Kind.ROW_REORDERED, 1, moved.id());
    }

    @Property(tries = TRIES)
    @Label("two rows that changed their contents are both found and named")
    void swapped(@ForAll @IntRange(min = 2, max = 6) int size, @ForAll @IntRange(max = 4) int from) {
        SampleChain chain = SampleChain.of(List.of(1, size));
        List<ChainRow> rows = chain.rows.get(1);
        int first = from % (size - 1);
        ChainRow one = rows.get(first);
        ChainRow other = rows.get(first + 1);
        rows.set(first, SampleChain.withId(other, one.id()));
        rows.set(first + 1, SampleChain.withId(one, other.id()));

        assertThat(chain.verify().findings())
                .extracting(Finding::kind, Finding::row)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(Kind.ROW_REORDERED, one.id()),
                        org.assertj.core.groups.Tuple.tuple(Kind.ROW_REORDERED, other.id()));
    }

    @Property(tries = TRIES)
    @Label("a row that was moved to another batch is found and named")
    void moved(@ForAll("sizes") List<Integer> sizes, @ForAll int where) {
        SampleChain chain = SampleChain.of(java.util.stream.Stream.concat(sizes.stream(), java.util.stream.Stream.of(1))
                .toList());
        Place place = Place.of(chain, where);
        int other = (place.batch() + 1) % chain.rows.size();
        ChainRow row = chain.rows.get(place.batch()).remove(place.index());
        chain.rows.get(other).add(row);

        assertOne(chain.verify(), Kind.ROW_REORDERED, place.batch() + 1, row.id());
    }

    @Property(tries = TRIES)
    @Label("a tail that is cut off is found by whoever knows a checkpoint of it, and its rows without it are named")
    void truncated(@ForAll("sizes") List<Integer> sizes, @ForAll int where) {
        SampleChain chain = SampleChain.of(sizes);
        int from = Place.of(chain, where).batch();
        String last = chain.batches.get(chain.batches.size() - 1).jws();
        for (long batch = from; batch < sizes.size(); batch++) {
            chain.without.add(batch);
        }
        assertThat(chain.verify().findings())
                .hasSize(chain.rows.subList(from, sizes.size()).stream()
                        .mapToInt(List::size)
                        .sum())
                .allSatisfy(finding -> assertThat(finding.kind()).isEqualTo(Kind.TAIL_TRUNCATED));

        chain.rows.subList(from, sizes.size()).clear();
        assertThat(chain.verify(last).findings()).extracting(Finding::kind).containsExactly(Kind.TAIL_TRUNCATED);
    }

    private static ChainRow changed(ChainRow row, int what) {
        Map<PersonalField, String> personal = new EnumMap<>(row.personal());
        switch (what) {
            case 0 -> personal.put(PersonalField.PERSON, "somebody-else");
            case 1 -> personal.put(PersonalField.ADDRESS, "198.51.100.1");
            case 2 -> personal.remove(PersonalField.SESSION);
            case 3 -> personal.put(PersonalField.ACTOR, "an-administrator");
            case 4 -> {
                return SampleChain.withOutcome(row, "FAILURE");
            }
            case 5 -> {
                return SampleChain.withPersonal(row, personal, null);
            }
            case 6 -> {
                return SampleChain.withPersonal(row, personal, Openings.random(new java.security.SecureRandom()));
            }
            default -> {
                // Another field of the same value: names are part of what is hashed.
                personal.put(PersonalField.REQUEST, personal.get(PersonalField.SESSION));
                personal.remove(PersonalField.SESSION);
            }
        }
        return SampleChain.withPersonal(row, personal, row.openings());
    }

    private static void assertOne(Report report, Kind kind, long batch, String row) {
        assertThat(report.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(kind);
            assertThat(finding.batch()).isEqualTo(batch);
            assertThat(finding.row()).isEqualTo(row);
        });
    }

    private record Place(int batch, int index) {

        static Place of(SampleChain chain, int any) {
            int rows = chain.rows.stream().mapToInt(List::size).sum();
            int left = Math.floorMod(any, rows);
            for (int batch = 0; ; batch++) {
                if (left < chain.rows.get(batch).size()) {
                    return new Place(batch, left);
                }
                left -= chain.rows.get(batch).size();
            }
        }

        ChainRow row(SampleChain chain) {
            return chain.rows.get(batch).get(index);
        }

        void put(SampleChain chain, ChainRow row) {
            chain.rows.get(batch).set(index, row);
        }
    }

    @Provide
    Arbitrary<List<Integer>> sizes() {
        return Arbitraries.integers().between(1, 5).list().ofMinSize(1).ofMaxSize(5);
    }
}
