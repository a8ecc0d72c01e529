package dev.mfapack.tests.bench.pages;

import dev.mfapack.tests.bench.Deadline;
import java.util.List;
import org.jboss.arquillian.graphene.proxy.GrapheneProxyInstance;
import org.openqa.selenium.By;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.FindBy;

/** What all pages have in common: one element tells whether the browser shows it. Not final, as Graphene makes proxies of pages. */
public abstract class ShownPage {

    private static final Deadline ARRIVAL = Deadline.ofSeconds(10);

    @FindBy(tagName = "html")
    private WebElement document;

    private final By landmark;

    /** A page that is shown when that element is. */
    protected ShownPage(By landmark) {
        this.landmark = landmark;
    }

    /** Whether the browser shows the page at this moment. */
    public boolean isShown() {
        return isDisplayed(landmark);
    }

    /**
     * Waits for the page, where a script leads to it; a plain form's answer is there when the click returns.
     *
     * @throws AssertionError naming what is shown instead after 10 s
     */
    public void awaitShown() {
        try {
            ARRIVAL.until("the page with " + landmark, this::isShown);
        } catch (AssertionError elsewhere) {
            throw new AssertionError(
                    elsewhere.getMessage() + "; shown is \"" + browser().getTitle() + "\" at "
                            + browser().getCurrentUrl(),
                    elsewhere);
        }
    }

    /** The browser's title, to which an error must be put in front. */
    public String title() {
        return browser().getTitle();
    }

    /** The browser that shows the page. Only an element knows which one it is: Graphene injects the unqualified browser into every page. */
    protected WebDriver browser() {
        return ((GrapheneProxyInstance) document).getGrapheneContext().getWebDriver();
    }

    /** Whether such an element is on the page and to be seen. */
    protected boolean isDisplayed(By element) {
        List<WebElement> found = browser().findElements(element);
        try {
            return !found.isEmpty() && found.get(0).isDisplayed();
        } catch (StaleElementReferenceException | IndexOutOfBoundsException leftMeanwhile) {
            // Graphene looks the list up anew at each call, and the page may be another one by then.
            return false;
        }
    }

    /**
     * Clicks what must lead to another page, be it the same one again with an error, and waits until that one is there. A click alone returns at times
     * before the browser has begun to leave.
     */
    protected void follow(WebElement element) {
        WebElement left = rawBrowser().findElement(By.tagName("html"));
        element.click();
        ARRIVAL.until("the page that follows the click", () -> isGone(left));
    }

    private static boolean isGone(WebElement element) {
        try {
            element.getTagName();
            return false;
        } catch (WebDriverException gone) {
            // Stale, not found, or, where the page is just being replaced, an inspector error about its document.
            return true;
        }
    }

    /** Without Graphene's proxies, which look an element up anew when it has become stale. */
    private WebDriver rawBrowser() {
        return ((GrapheneProxyInstance) browser()).unwrap();
    }

    /** The text of an element; empty when it is not there. */
    protected String textOf(By element) {
        List<WebElement> found = browser().findElements(element);
        return found.isEmpty() ? "" : found.get(0).getText();
    }

    /** Clears a field and types into it. */
    protected static void type(WebElement field, String text) {
        field.clear();
        field.sendKeys(text);
    }
}
