package dev.mfapack.authenticators.email;

import dev.mfapack.authenticators.code.CodeAuthenticatorFactory;
import dev.mfapack.factors.email.EmailFactor;

/** Authenticator {@code mfa-email}. */
public final class EmailAuthenticatorFactory extends CodeAuthenticatorFactory {

    public EmailAuthenticatorFactory() {
        super(EmailFactor.INSTANCE);
    }

    @Override
    public String getDisplayType() {
        return "MFA: email code";
    }

    @Override
    public String getHelpText() {
        return "Asks for a code sent to an email address that the person has proven to be theirs."
                + " No out-of-band factor for NIST (SP 800-63B-4 section 3.1.3.1).";
    }
}
