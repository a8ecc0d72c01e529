package dev.mfapack.tests.bench;

import com.deque.html.axecore.args.AxeRuleOptions;
import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.results.CheckedNode;
import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.openqa.selenium.WebDriver;

/** Looks at the page that a browser shows with axe-core: WCAG 2.0 to 2.2, levels A and AA, target sizes included. */
public final class Axe {

    private static final List<String> TAGS = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa");
    private static final int NARROW = 320;

    private Axe() {}

    /** What axe-core finds on the page as it stands. */
    // The newer way of running serves pages with frames; it opens a second window for that, which our pages do not
    // need.
    @SuppressWarnings("deprecation")
    public static List<Rule> violations(WebDriver browser) {
        AxeRuleOptions on = new AxeRuleOptions();
        on.setEnabled(true);
        AxeRunOptions options = new AxeRunOptions();
        options.setRules(Map.of("target-size", on));
        return new AxeBuilder()
                .setLegacyMode(true)
                .withOptions(options)
                .withTags(TAGS)
                .analyze(browser)
                .getViolations();
    }

    /**
     * Demands a clean page in light and in dark colours, at the browser's width and at 320 px, where nothing may need scrolling sideways.
     *
     * @param state names the page and its state in the failure
     * @throws AssertionError with everything that was found
     */
    public static void assertClean(WebDriver browser, String state) {
        Viewport viewport = Viewport.of(browser);
        List<String> findings = new ArrayList<>();
        try {
            viewport.light();
            findings.addAll(describe("light", violations(browser)));
            viewport.dark();
            findings.addAll(describe("dark", violations(browser)));
            viewport.light().width(NARROW);
            findings.addAll(describe(NARROW + " px", violations(browser)));
            if (viewport.overflow() > 0) {
                findings.add(NARROW + " px: the page is " + viewport.overflow() + " px too wide");
            }
        } finally {
            viewport.reset();
        }
        if (!findings.isEmpty()) {
            throw new AssertionError("The page \"" + state + "\" is not accessible:\n" + String.join("\n", findings));
        }
    }

    private static List<String> describe(String view, List<Rule> violations) {
        return violations.stream()
                .map(rule -> view + ": " + rule.getId() + " (" + rule.getImpact() + ") " + rule.getHelp() + "\n"
                        + rule.getNodes().stream().map(Axe::describe).collect(Collectors.joining("\n")))
                .toList();
    }

    private static String describe(CheckedNode node) {
        return "    " + node.getHtml() + "\n        "
                + node.getFailureSummary().strip().replace("\n", "\n        ");
    }
}
