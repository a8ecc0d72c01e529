package dev.mfapack.tests.bench.pages;

import dev.mfapack.tests.bench.RealmAdmin;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** The account console's page "Signing in"; its scripts draw it, so each step waits for what it needs. */
public class SigningInPage extends ShownPage {

    /** Made by Graphene. */
    public SigningInPage() {
        super(By.cssSelector("[data-testid$='/credential-list']"));
    }

    /** Goes there; a person without a session is led to the login first. */
    public void open(RealmAdmin realm) {
        browser().get(realm.node().publicUri() + "/realms/" + realm.name() + "/account/account-security/signing-in");
    }

    /** Whether the console lists that credential type. */
    public boolean lists(String credentialType) {
        return isDisplayed(list(credentialType));
    }

    /** What the console shows of the person's credentials of that type. */
    public String credentials(String credentialType) {
        return textOf(list(credentialType));
    }

    /** Begins to enrol a credential of that type. */
    public void setUp(String credentialType) {
        awaitShown();
        WebElement link = browser().findElement(By.cssSelector("[data-testid='" + credentialType + "/create']"));
        follow(link);
    }

    /** Whether it can be begun to enrol one of that type. */
    public boolean offersToSetUp(String credentialType) {
        return isDisplayed(By.cssSelector("[data-testid='" + credentialType + "/create']"));
    }

    /** Begins to remove the first credential of that type. */
    public void remove(String credentialType) {
        awaitShown();
        follow(browser()
                .findElement(list(credentialType))
                .findElement(By.xpath(".//button[contains(., 'Delete')] | .//a[contains(., 'Delete')]")));
    }

    private static By list(String credentialType) {
        return By.cssSelector("[data-testid='" + credentialType + "/credential-list']");
    }
}
