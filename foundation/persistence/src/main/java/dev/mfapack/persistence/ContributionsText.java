package dev.mfapack.persistence;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.mfapack.risk.Contribution;
import dev.mfapack.risk.Why;
import dev.mfapack.risk.Words;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.util.JsonSerialization;

/** What the signals of a login said, as JSON. */
final class ContributionsText {

    /** More digits than this tell nothing, and take room. */
    private static final double PARTS = 10_000;

    private ContributionsText() {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Said(
            String signal,
            double weight,
            @Nullable Why unknown,
            @Nullable Words operator,
            @Nullable Words person) {

        static Said of(Contribution contribution) {
            return new Said(
                    contribution.signal(),
                    Math.round(contribution.weight() * PARTS) / PARTS,
                    contribution.unknown().orElse(null),
                    contribution.operator().orElse(null),
                    contribution.person().orElse(null));
        }

        Contribution toContribution() {
            return new Contribution(
                    signal,
                    weight,
                    Optional.ofNullable(unknown),
                    Optional.ofNullable(operator),
                    Optional.ofNullable(person));
        }
    }

    static String write(List<Contribution> contributions) {
        try {
            return JsonSerialization.writeValueAsString(
                    contributions.stream().map(Said::of).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What cannot be read stands as one that is {@link Why#CORRUPT}: the rest of the decision can still be looked at. */
    static List<Contribution> read(String text) {
        try {
            List<Said> said = JsonSerialization.readValue(text, new TypeReference<List<Said>>() {});
            return said.stream().map(Said::toContribution).toList();
        } catch (IOException e) {
            return List.of(new Contribution("stored", 0, Optional.of(Why.CORRUPT), Optional.empty(), Optional.empty()));
        }
    }
}
