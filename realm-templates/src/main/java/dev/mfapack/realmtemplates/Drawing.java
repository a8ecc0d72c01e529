package dev.mfapack.realmtemplates;

import dev.mfapack.realmtemplates.Flow.Config;
import dev.mfapack.realmtemplates.Flow.Execution;
import dev.mfapack.realmtemplates.Flow.Step;
import dev.mfapack.realmtemplates.Flow.SubFlow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A flow as people read it. Of settings it shows the levels only: others may be secret. */
final class Drawing {

    private final StringBuilder lines = new StringBuilder();

    private Drawing() {}

    static String of(Flow flow) {
        Drawing drawing = new Drawing();
        drawing.lines.append(flow.alias());
        drawing.steps(flow.steps(), "");
        return drawing.lines.toString();
    }

    private void steps(List<Step> steps, String indent) {
        for (int i = 0; i < steps.size(); i++) {
            boolean last = i == steps.size() - 1;
            Step step = steps.get(i);
            lines.append('\n')
                    .append(indent)
                    .append(last ? "└─ " : "├─ ")
                    .append(String.format("%-11s ", step.requirement()));
            if (step instanceof SubFlow child) {
                lines.append(child.flow().alias());
                steps(child.flow().steps(), indent + (last ? "   " : "│  "));
            } else {
                Execution execution = (Execution) step;
                lines.append(execution.provider()).append(settings(execution.config()));
            }
        }
    }

    private static String settings(@Nullable Config config) {
        if (config == null) {
            return "";
        }
        String level = config.values().get("loa-condition-level");
        return level == null
                ? " (with its settings)"
                : " " + level + ", max age " + config.values().getOrDefault("loa-max-age", "0") + " s";
    }
}
