package dev.mfapack.authenticators.sms;

import dev.mfapack.authenticators.code.CodeAuthenticatorFactory;
import dev.mfapack.factors.sms.SmsFactor;

/** Authenticator {@code mfa-sms}. */
public final class SmsAuthenticatorFactory extends CodeAuthenticatorFactory {

    public SmsAuthenticatorFactory() {
        super(SmsFactor.INSTANCE);
    }

    @Override
    public String getDisplayType() {
        return "MFA: SMS code";
    }

    @Override
    public String getHelpText() {
        return "Asks for a code sent to a telephone number that the person has proven to be theirs.";
    }
}
