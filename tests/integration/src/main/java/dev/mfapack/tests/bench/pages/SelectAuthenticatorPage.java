package dev.mfapack.tests.bench.pages;

import java.util.List;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** Keycloak's list behind "try another way". */
public class SelectAuthenticatorPage extends ShownPage {

    private static final By ENTRIES = By.cssSelector("#kc-select-credential-form + [role=button]");

    /** Made by Graphene. */
    public SelectAuthenticatorPage() {
        super(ENTRIES);
    }

    /** The headings of what is offered, in order. */
    public List<String> offered() {
        return browser().findElements(ENTRIES).stream()
                .map(SelectAuthenticatorPage::heading)
                .toList();
    }

    /**
     * Picks an entry by its heading.
     *
     * @throws AssertionError when it is not offered
     */
    public void pick(String heading) {
        browser().findElements(ENTRIES).stream()
                .filter(entry -> heading(entry).equals(heading))
                .findFirst()
                .orElseThrow(() -> new AssertionError("Not offered: " + heading + ", but " + offered()))
                .click();
    }

    private static String heading(WebElement entry) {
        return entry.findElement(By.tagName("h2")).getText();
    }
}
