package dev.mfapack.tests.bench.pages;

import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.FindBy;

/** The pack's form for a new phone number. */
public class PhonePage extends ShownPage {

    @FindBy(id = "mfa-phone")
    private WebElement phone;

    @FindBy(id = "mfa-label")
    private WebElement label;

    @FindBy(id = "mfa-destination-submit")
    private WebElement submit;

    /** Made by Graphene. */
    public PhonePage() {
        super(By.cssSelector("#mfa-destination-form #mfa-phone"));
    }

    /** Types a number and sends it, with the label as it stands. */
    public void enter(String number) {
        type(phone, number);
        follow(submit);
    }

    /** Types a number and a label and sends them. */
    public void enter(String number, String name) {
        type(label, name);
        enter(number);
    }

    /** Gives up an enrolment that an app has asked for. */
    public void cancel() {
        follow(browser().findElement(By.id("mfa-cancel")));
    }

    /** What stands at the field; empty when nothing is wrong. */
    public String error() {
        return textOf(By.id("mfa-phone-error"));
    }
}
