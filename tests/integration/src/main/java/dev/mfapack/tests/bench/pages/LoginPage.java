package dev.mfapack.tests.bench.pages;

import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.FindBy;

/** Keycloak's form for name and password; in a re-authentication, for the password alone. */
public class LoginPage extends ShownPage {

    @FindBy(id = "username")
    private WebElement username;

    @FindBy(id = "password")
    private WebElement password;

    @FindBy(id = "kc-login")
    private WebElement submit;

    /** Made by Graphene. */
    public LoginPage() {
        super(By.cssSelector("#kc-form-login #password"));
    }

    /** Types name and password and sends them. */
    public void login(String name, String secret) {
        type(username, name);
        password(secret);
    }

    /** Types the password alone and sends it. */
    public void password(String secret) {
        type(password, secret);
        follow(submit);
    }

    /** Whether a name is asked for, and not only the password of a person who is known already. */
    public boolean asksForName() {
        return isDisplayed(By.id("username"));
    }

    /** What stands at the fields; empty when nothing is wrong. */
    public String error() {
        return textOf(By.className("kc-feedback-text"));
    }

    /** Begins a login by passkey, where the realm's form offers one. */
    public void usePasskey() {
        browser().findElement(By.id("authenticateWebAuthnButton")).click();
    }
}
