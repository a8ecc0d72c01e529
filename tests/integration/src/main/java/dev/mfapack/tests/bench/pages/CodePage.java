package dev.mfapack.tests.bench.pages;

import java.util.List;
import java.util.Objects;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.FindBy;

/** The pack's form for a code that was sent: by SMS and all that follow its pattern, at login and at enrolment. */
public class CodePage extends ShownPage {

    private static final By OTHER_WAYS = By.cssSelector("button.mfa-other-way");

    @FindBy(id = "mfa-code")
    private WebElement code;

    @FindBy(id = "mfa-code-submit")
    private WebElement submit;

    @FindBy(id = "mfa-resend")
    private WebElement resend;

    /** Made by Graphene. */
    public CodePage() {
        super(By.cssSelector("#mfa-code-form #mfa-code"));
    }

    /** Types the code and sends it. */
    public void enter(String sent) {
        type(code, sent);
        follow(submit);
    }

    /** Asks for another code. */
    public void resend() {
        follow(resend);
    }

    /** Whether another code can be asked for now. */
    public boolean offersResend() {
        return isDisplayed(By.id("mfa-resend")) && resend.isEnabled();
    }

    /** What stands at the field; empty when nothing is wrong. */
    public String error() {
        return textOf(By.id("mfa-code-error"));
    }

    /** What the page says about the sending: where to, how long to wait, that it failed. */
    public String status() {
        return textOf(By.id("mfa-status"));
    }

    /** The other factors that the page offers, by the message keys of their names, for example {@code otp-display-name}. */
    public List<String> otherWays() {
        return browser().findElements(OTHER_WAYS).stream().map(CodePage::way).toList();
    }

    /**
     * Takes another factor, by the message key of its name.
     *
     * @throws AssertionError when it is not offered
     */
    public void takeOtherWay(String way) {
        follow(browser().findElements(OTHER_WAYS).stream()
                .filter(button -> way(button).equals(way))
                .findFirst()
                .orElseThrow(() -> new AssertionError("Not offered: " + way + ", but " + otherWays())));
    }

    /** Goes back from the code to the number, while enrolling. */
    public void changeNumber() {
        follow(browser().findElement(By.id("mfa-change")));
    }

    /** Gives up an enrolment that an app has asked for. */
    public void cancel() {
        follow(browser().findElement(By.id("mfa-cancel")));
    }

    private static String way(WebElement button) {
        return Objects.requireNonNullElse(button.getDomAttribute("data-way"), "");
    }

    /** An attribute of the code field, for example {@code autocomplete} or {@code aria-invalid}. */
    public String fieldAttribute(String name) {
        return Objects.requireNonNullElse(code.getDomAttribute(name), "");
    }

    /** Whether the code field has the keyboard. */
    public boolean fieldHasFocus() {
        return "mfa-code".equals(browser().switchTo().activeElement().getDomAttribute("id"));
    }
}
