package dev.mfapack.risk.replay;

import dev.mfapack.core.level.Level;
import dev.mfapack.core.risk.RiskPolicy;
import dev.mfapack.risk.Assessment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How many would have been asked at each threshold, how many attacks caught, and who is hit most. */
final class Summary {

    private static final double[] THRESHOLDS = {10, 20, 30, 40, 50, 60, 70, 80, 90, 95, 99};
    private static final int MOST_HIT = 10;

    private final List<Double> ordinary = new ArrayList<>();
    private final List<Double> attacks = new ArrayList<>();
    private final Map<String, Integer> asked = new HashMap<>();
    private int learning;
    private int faulty;
    private int refused;

    void add(Event event, Assessment assessment) {
        (event.isAttack() ? attacks : ordinary).add(assessment.score());
        if (!event.isAttack() && assessment.level() != Level.BASIC) {
            asked.merge(event.attempt().userId(), 1, Integer::sum);
        }
        learning += assessment.learning().person() || assessment.learning().realm() ? 1 : 0;
        faulty += assessment.isFaulty() ? 1 : 0;
        refused += assessment.refusal().isPresent() ? 1 : 0;
    }

    String tell(RiskPolicy policy) {
        StringBuilder text = new StringBuilder();
        line(
                text,
                "%d logins, %d attacks known; %d while person or realm was being learned, %d with something broken, %d refused",
                ordinary.size(),
                attacks.size(),
                learning,
                faulty,
                refused);
        line(text, "%9s %12s %8s %8s %8s", "threshold", "asked", "", "caught", "");
        for (double threshold : THRESHOLDS) {
            long hit = from(ordinary, threshold);
            long caught = from(attacks, threshold);
            line(
                    text,
                    "%9.0f %12d %7.2f%% %8d %7.1f%%",
                    threshold,
                    hit,
                    percent(hit, ordinary.size()),
                    caught,
                    percent(caught, attacks.size()));
        }
        line(
                text,
                "the policy asks for a second factor from %.1f, for a passkey from %.1f",
                policy.mfaFrom(),
                policy.phishingResistantFrom());
        asked.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.naturalOrder())))
                .limit(MOST_HIT)
                .forEach(person -> line(text, "asked %d times: %s", person.getValue(), person.getKey()));
        return text.toString();
    }

    private static long from(List<Double> scores, double threshold) {
        return scores.stream().filter(score -> score >= threshold).count();
    }

    private static double percent(long some, int all) {
        return all == 0 ? 0 : 100.0 * some / all;
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
