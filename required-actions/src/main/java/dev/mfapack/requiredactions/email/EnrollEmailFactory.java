package dev.mfapack.requiredactions.email;

import dev.mfapack.factors.email.EmailFactor;
import dev.mfapack.requiredactions.code.EnrollDestinationFactory;

/** Required action {@code mfa-enroll-email}. */
public final class EnrollEmailFactory extends EnrollDestinationFactory {

    public EnrollEmailFactory() {
        super(EmailFactor.INSTANCE);
    }

    @Override
    public String getDisplayText() {
        return "Set up email codes";
    }
}
