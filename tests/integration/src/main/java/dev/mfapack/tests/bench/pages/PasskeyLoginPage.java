package dev.mfapack.tests.bench.pages;

import org.openqa.selenium.By;

/** Keycloak's page that asks for a passkey or a security key; the answer comes by a script, so wait for the page after it. */
public class PasskeyLoginPage extends ShownPage {

    /** Made by Graphene. */
    public PasskeyLoginPage() {
        super(By.cssSelector("#kc-form-webauthn #authenticateWebAuthnButton"));
    }

    /** Begins the ceremony. */
    public void authenticate() {
        browser().findElement(By.id("authenticateWebAuthnButton")).click();
    }

    /** Asks for the other factors. */
    public void tryAnotherWay() {
        follow(browser().findElement(By.id("try-another-way")));
    }
}
