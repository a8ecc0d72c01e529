package dev.mfapack.tests.bench.pages;

import dev.mfapack.tests.bench.Totp;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.FindBy;

/** Keycloak's page for enrolling an app for one-time passwords. */
public class TotpSetupPage extends ShownPage {

    @FindBy(id = "totp")
    private WebElement code;

    @FindBy(id = "userLabel")
    private WebElement label;

    @FindBy(id = "saveTOTPBtn")
    private WebElement submit;

    /** Made by Graphene. */
    public TotpSetupPage() {
        super(By.id("kc-totp-settings-form"));
    }

    /** Copies the key by hand into a new app, names it and confirms it with a code; the app is ready for the next login. */
    public Totp enrol(String name) {
        if (isDisplayed(By.id("mode-manual"))) {
            browser().findElement(By.id("mode-manual")).click();
        }
        Totp app =
                Totp.ofBase32(browser().findElement(By.id("kc-totp-secret-key")).getText());
        type(code, app.freshCode());
        type(label, name);
        follow(submit);
        return app;
    }
}
