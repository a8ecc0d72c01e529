package dev.mfapack.core.audit.chain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfapack.core.audit.chain.Finding.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("I5: what was done to a sealed log is found and named")
class ChainVerifierTest {

    private final SampleChain chain = SampleChain.of(List.of(3, 1, 4, 2));

    @Test
    void anUntouchedChainIsSound() {
        Report report = chain.verify();

        assertThat(report.findings()).isEmpty();
        assertThat(report.isSound()).isTrue();
        assertThat(report.rows()).isEqualTo(10);
        assertThat(report.lastBatch()).isEqualTo(4);
        assertThat(report.lastHash())
                .isEqualTo(chain.batches.get(3).checkpoint().hash());
        assertThat(report.keys()).containsExactly(PublicKeys.thumbprint(SampleChain.KEY.getPublic()));
    }

    @Test
    void aListWhoseOneRowWasChangedTogetherWithItStillShows() {
        ChainRow forged = SampleChain.withOutcome(chain.rows.get(2).get(1), "FAILURE");
        chain.rows.get(2).set(1, forged);
        List<Entry> entries = new ArrayList<>(chain.batches.get(2).entries());
        entries.set(1, Entry.of(forged, new Hasher()));
        chain.batches.set(2, new SealedBatch(chain.batches.get(2).jws(), entries));

        assertThat(kinds(chain.verify())).containsExactly(Kind.CHECKPOINT_CHANGED);
    }

    @Test
    void aBatchThatIsSealedAgainWithAnotherKeyIsNotTaken() {
        var key = SampleChain.key();
        var forger = new CheckpointSigner(SignatureAlgorithm.ES256, key.getPrivate(), key.getPublic());
        chain.rows.get(3).set(0, SampleChain.withOutcome(chain.rows.get(3).get(0), "FAILURE"));
        Checkpoint before = chain.batches.get(2).checkpoint();
        chain.batches.set(3, SealedBatch.seal(chain.rows.get(3), 4, 1, 5, before.hash(), forger));

        assertThat(chain.verify().findings()).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(Kind.KEY_UNKNOWN);
            assertThat(finding.batch()).isEqualTo(4);
        });
    }

    @Test
    void aSignatureThatWasChangedIsForged() {
        SealedBatch batch = chain.batches.get(1);
        String other = chain.batches.get(2).jws();
        String jws = batch.jws().substring(0, batch.jws().lastIndexOf('.')) + other.substring(other.lastIndexOf('.'));
        chain.batches.set(1, new SealedBatch(jws, batch.entries()));

        assertThat(chain.verify().findings())
                .singleElement()
                .extracting(Finding::kind, Finding::batch)
                .containsExactly(Kind.CHECKPOINT_FORGED, 2L);
    }

    @Test
    @DisplayName("keys that were replaced: what they signed is covered by what the new key signs")
    void aLaterCheckpointCoversEarlierOnes() {
        var key = SampleChain.key();
        var successor = new CheckpointSigner(SignatureAlgorithm.ES256, key.getPrivate(), key.getPublic());
        Checkpoint before = chain.batches.get(2).checkpoint();
        chain.batches.set(3, SealedBatch.seal(chain.rows.get(3), 4, 1, 5, before.hash(), successor));

        assertThat(chain.verify(PublicKeys.of(List.of(key.getPublic())), List.of())
                        .findings())
                .isEmpty();
    }

    @Test
    void aTailThatIsCutOffWithItsCheckpointsShowsToWhoeverKnowsTheLastOne() {
        String last = chain.batches.get(3).jws();
        chain.batches.remove(3);
        chain.rows.remove(3);

        assertThat(chain.verify().isSound()).isTrue();
        assertThat(kinds(chain.verify(last))).containsExactly(Kind.TAIL_TRUNCATED);
    }

    @Test
    void whatWasCutOffAndSealedAnewIsAnotherChain() {
        String last = chain.batches.get(3).jws();
        SealedBatch anew = SealedBatch.seal(
                chain.rows.get(3).subList(1, 2),
                4,
                1,
                5,
                chain.batches.get(2).checkpoint().hash(),
                SampleChain.SIGNER);
        chain.rows.get(3).remove(0);
        chain.batches.set(3, anew);

        assertThat(chain.verify().isSound()).isTrue();
        assertThat(kinds(chain.verify(last))).containsExactly(Kind.CHECKPOINT_CHANGED);
    }

    @Test
    void aWitnessThatNobodyVouchesForCountsForNothing() {
        var key = SampleChain.key();
        var stranger = new CheckpointSigner(SignatureAlgorithm.ES256, key.getPrivate(), key.getPublic());
        String invented = SealedBatch.seal(chain.rows.get(0), 99, 1, 5, Checkpoint.BEGINNING, stranger)
                .jws();

        assertThat(chain.verify(invented, "nonsense").isSound()).isTrue();
    }

    @Test
    void checkpointsWithoutTheirRowsAndRowsWithoutTheirCheckpointShow() {
        chain.without.add(3L);
        assertThat(chain.verify().findings())
                .hasSize(2)
                .allSatisfy(finding -> assertThat(finding.kind()).isEqualTo(Kind.TAIL_TRUNCATED));

        chain.without.clear();
        chain.without.add(1L);
        assertThat(kinds(chain.verify())).contains(Kind.CHECKPOINT_MISSING, Kind.ROW_INSERTED);
    }

    @Test
    void whatRetentionLeavesIsSoundAndWhatSomebodyElseTakesAwayIsNot() {
        chain.batches.set(
                3,
                SealedBatch.seal(
                        chain.rows.get(3),
                        4,
                        3,
                        5,
                        chain.batches.get(2).checkpoint().hash(),
                        SampleChain.SIGNER));
        chain.batches.subList(0, 2).clear();
        chain.rows.subList(0, 2).clear();
        assertThat(chain.verify().findings()).isEmpty();

        chain.batches.remove(0);
        chain.rows.remove(0);
        assertThat(kinds(chain.verify())).containsExactly(Kind.HEAD_TRUNCATED);
    }

    @Test
    @DisplayName(
            "a removed person's fields are gone, the rows' hashes still come out, and the removal must be on record")
    void aRemovedPersonLeavesASoundChain() {
        SampleChain withRemoval = SampleChain.of(List.of(3, 2));
        List<ChainRow> record = List.of(SampleChain.recordOfRemoval("erased-1", 1));
        withRemoval.rows.add(record);
        withRemoval.batches.add(SealedBatch.seal(
                record, 3, 1, 9, withRemoval.batches.get(1).checkpoint().hash(), SampleChain.SIGNER));

        withRemoval
                .rows
                .get(0)
                .set(0, SampleChain.erased(withRemoval.rows.get(0).get(0), "erased-1"));
        Report report = withRemoval.verify();
        assertThat(report.findings()).isEmpty();
        assertThat(report.erased()).isEqualTo(1);

        withRemoval
                .rows
                .get(0)
                .set(1, SampleChain.erased(withRemoval.rows.get(0).get(1), "erased-1"));
        assertThat(kinds(withRemoval.verify())).containsExactly(Kind.ROW_ERASED_UNRECORDED);

        withRemoval
                .rows
                .get(0)
                .set(1, SampleChain.erased(withRemoval.rows.get(0).get(1), "erased-2"));
        assertThat(kinds(withRemoval.verify())).containsExactly(Kind.ROW_ERASED_UNRECORDED);
    }

    @Test
    void anotherPersonPutInTheErasedOnesPlaceIsAChange() {
        chain.rows.get(0).set(0, SampleChain.erased(chain.rows.get(0).get(0), "person-2"));

        assertThat(kinds(chain.verify())).containsExactly(Kind.ROW_CHANGED);
    }

    @Test
    void partOfARowIsErasedAndTheRestStillOpens() {
        ChainRow row = chain.rows.get(0).get(0);
        Openings left = row.openings().without(java.util.EnumSet.of(PersonalField.SESSION), row.personal());
        Map<PersonalField, String> personal = new java.util.EnumMap<>(row.personal());
        personal.remove(PersonalField.SESSION);
        chain.rows.get(0).set(0, SampleChain.withPersonal(row, personal, Openings.parse(left.toString())));
        assertThat(chain.verify().findings()).isEmpty();

        personal.put(PersonalField.ADDRESS, "203.0.113.99");
        chain.rows.get(0).set(0, SampleChain.withPersonal(row, personal, left));
        assertThat(kinds(chain.verify())).containsExactly(Kind.ROW_CHANGED);
    }

    @Test
    void findingsAreCountedBeyondThoseThatAreNamed() {
        SampleChain large = SampleChain.of(Collections.nCopies(1, Report.MOST_FINDINGS + 5));
        large.rows.get(0).replaceAll(row -> SampleChain.withOutcome(row, "FAILURE"));

        Report report = large.verify();

        assertThat(report.findings()).hasSize(Report.MOST_FINDINGS);
        assertThat(report.found()).isEqualTo(Report.MOST_FINDINGS + 5);
    }

    private static List<Kind> kinds(Report report) {
        return report.findings().stream().map(Finding::kind).toList();
    }
}
