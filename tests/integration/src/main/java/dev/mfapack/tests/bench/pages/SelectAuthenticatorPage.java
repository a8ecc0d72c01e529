package dev.mfapack.tests.bench.pages;

import java.util.List;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** The list behind "try another way", in the pack's theme and in Keycloak's own. */
public class SelectAuthenticatorPage extends ShownPage {

    private static final By ENTRIES =
            By.cssSelector("button[name=authenticationExecution], #kc-select-credential-form + [role=button]");
    private static final By HEADING = By.tagName("h2");

    /** Made by Graphene. */
    public SelectAuthenticatorPage() {
        super(ENTRIES);
    }

    /** What is offered, by the names that a person reads, in order. */
    public List<String> offered() {
        return browser().findElements(ENTRIES).stream()
                .map(SelectAuthenticatorPage::name)
                .toList();
    }

    /**
     * Picks an entry by the name that a person reads.
     *
     * @throws AssertionError when it is not offered
     */
    public void pick(String name) {
        follow(browser().findElements(ENTRIES).stream()
                .filter(entry -> name(entry).equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("Not offered: " + name + ", but " + offered())));
    }

    private static String name(WebElement entry) {
        List<WebElement> headings = entry.findElements(HEADING);
        return headings.isEmpty() ? entry.getText() : headings.get(0).getText();
    }
}
