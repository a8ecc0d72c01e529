package dev.mfapack.tests.bench.pages;

import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.FindBy;

/** The pack's form for a code that was sent: by SMS and all that follow its pattern, at login and at enrolment. */
public class CodePage extends ShownPage {

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
        submit.click();
    }

    /** Asks for another code. */
    public void resend() {
        resend.click();
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

    /** Asks for the other factors; works with scripts and without. */
    public void tryAnotherWay() {
        By withScripts = By.id("try-another-way");
        By withoutScripts = By.id("mfa-try-another-way");
        browser()
                .findElement(isDisplayed(withoutScripts) ? withoutScripts : withScripts)
                .click();
    }

    /** An attribute of the code field, for example {@code autocomplete} or {@code aria-invalid}. */
    public String fieldAttribute(String name) {
        String value = code.getDomAttribute(name);
        return value == null ? "" : value;
    }

    /** Whether the code field has the keyboard. */
    public boolean fieldHasFocus() {
        return "mfa-code".equals(browser().switchTo().activeElement().getDomAttribute("id"));
    }
}
