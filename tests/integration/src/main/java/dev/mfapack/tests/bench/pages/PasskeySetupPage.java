package dev.mfapack.tests.bench.pages;

import dev.mfapack.tests.bench.Deadline;
import java.util.Optional;
import org.openqa.selenium.Alert;
import org.openqa.selenium.By;
import org.openqa.selenium.NoAlertPresentException;

/** Keycloak's page for enrolling a passkey or a security key; a script submits it, so wait for the page after it. */
public class PasskeySetupPage extends ShownPage {

    /** Made by Graphene. */
    public PasskeySetupPage() {
        super(By.id("registerWebAuthn"));
    }

    /** Runs the ceremony and names the key in the dialog that the browser opens then. */
    public void enrol(String label) {
        browser().findElement(By.id("registerWebAuthn")).click();
        Alert dialog = Deadline.ofSeconds(10).await("the dialog for the key's name", this::dialog);
        dialog.sendKeys(label);
        dialog.accept();
    }

    private Optional<Alert> dialog() {
        try {
            return Optional.of(browser().switchTo().alert());
        } catch (NoAlertPresentException notYet) {
            return Optional.empty();
        }
    }
}
