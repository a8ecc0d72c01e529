package dev.mfapack.restapi;

import dev.mfapack.realmtemplates.Change;
import dev.mfapack.realmtemplates.Plan;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the flow installer answers, for people at a terminal. The last line of a plan is its digest. */
final class FlowsText {

    private static final String INDENT = "     ";

    private final StringBuilder text = new StringBuilder();

    private FlowsText() {}

    static String of(String realm, Plan plan) {
        FlowsText text = new FlowsText();
        if (plan.changes().isEmpty()) {
            text.line("Realm " + realm + ": nothing to change.");
        } else {
            text.line("Realm " + realm + ": " + count(plan.changes()) + " to be made.");
        }
        text.changes(plan.changes());
        text.warnings(plan.warnings());
        return text.line("").line("Plan " + plan.digest()).text.toString();
    }

    static String of(String realm, FlowsResource.Applied applied) {
        FlowsText text = new FlowsText();
        if (applied.snapshot() == null) {
            text.line("Realm " + realm + ": there was nothing to change.");
        } else {
            text.line("Realm " + realm + ": " + count(applied.changes()) + " made.");
            text.line("Snapshot " + applied.snapshot() + " undoes it.");
        }
        return text.text.toString();
    }

    static String of(String realm, FlowsResource.PutBack putBack) {
        FlowsText text = new FlowsText();
        text.line("Realm " + realm + ": snapshot " + putBack.snapshot() + " was rolled back, "
                + count(putBack.changes()) + " made.");
        text.changes(putBack.changes());
        text.warnings(putBack.warnings());
        return text.text.toString();
    }

    private static String count(List<Change> changes) {
        return changes.size() == 1 ? "1 change" : changes.size() + " changes";
    }

    private void changes(List<Change> changes) {
        for (int i = 0; i < changes.size(); i++) {
            Change change = changes.get(i);
            line("");
            line(String.format(Locale.ROOT, "%3d. ", i + 1) + verb(change) + " " + change.what() + ": "
                    + change.where());
            value("before: ", change.before());
            value("after:  ", change.after());
            line(INDENT + "why:    " + change.why());
        }
    }

    private static String verb(Change change) {
        if (change.before() == null) {
            return "new";
        }
        return change.after() == null ? "gone" : "changed";
    }

    private void value(String label, @Nullable String value) {
        if (value != null) {
            line(INDENT + label + value.replace("\n", "\n" + INDENT + " ".repeat(label.length())));
        }
    }

    private void warnings(List<String> warnings) {
        if (!warnings.isEmpty()) {
            line("").line("Mind:");
            warnings.forEach(warning -> line("  ! " + warning));
        }
    }

    private FlowsText line(String line) {
        text.append(line).append('\n');
        return this;
    }
}
