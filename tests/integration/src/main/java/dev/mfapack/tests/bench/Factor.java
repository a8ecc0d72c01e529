package dev.mfapack.tests.bench;

/** What a person can be asked for beside the password. */
public enum Factor {
    /** A code sent to a phone. */
    SMS("code", "mfa-sms-display-name", "SMS code"),
    /** A code sent to a mailbox. */
    EMAIL("mail", "mfa-email-display-name", "Email code"),
    /** A one-time password from an app. */
    TOTP("otp", "otp-display-name", "Authenticator Application"),
    /** A security key, as a second factor. */
    SECURITY_KEY("security key", "webauthn-display-name", "Passkey"),
    /** A passkey. */
    PASSKEY("key", "webauthn-passwordless-display-name", "Passkey");

    private final String prompt;
    private final String way;
    private final String name;

    Factor(String prompt, String way, String name) {
        this.prompt = prompt;
        this.way = way;
        this.name = name;
    }

    /** The word for it in {@link Walk#prompts()}. */
    String prompt() {
        return prompt;
    }

    /** Selects the form that leads to it among other ways: the pack's, by the message key of its name, or Keycloak's own, by the English name. */
    String wayForm() {
        return "form:has(button[data-way=" + way + "]), li:has(h2:matchesOwn(^" + name + "$)) form";
    }
}
