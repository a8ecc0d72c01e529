package dev.mfapack.requiredactions.sms;

import dev.mfapack.factors.sms.SmsFactor;
import dev.mfapack.requiredactions.code.EnrollDestinationFactory;

/** Required action {@code mfa-enroll-sms}. */
public final class EnrollSmsFactory extends EnrollDestinationFactory {

    public EnrollSmsFactory() {
        super(SmsFactor.INSTANCE);
    }

    @Override
    public String getDisplayText() {
        return "Set up SMS codes";
    }
}
