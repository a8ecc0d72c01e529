package dev.mfapack.tests.bench.pages;

import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.FindBy;

/** Keycloak's form for a one-time password from an app. */
public class TotpPage extends ShownPage {

    @FindBy(id = "otp")
    private WebElement code;

    @FindBy(id = "kc-login")
    private WebElement submit;

    @FindBy(id = "try-another-way")
    private WebElement tryAnotherWay;

    /** Made by Graphene. */
    public TotpPage() {
        super(By.id("otp"));
    }

    /** Types the code and sends it. */
    public void enter(String oneTimePassword) {
        type(code, oneTimePassword);
        follow(submit);
    }

    /** Asks for the other factors. */
    public void tryAnotherWay() {
        follow(tryAnotherWay);
    }

    /** What stands at the field; empty when nothing is wrong. */
    public String error() {
        return textOf(By.className("kc-feedback-text"));
    }
}
