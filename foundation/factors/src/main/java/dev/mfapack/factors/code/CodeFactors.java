package dev.mfapack.factors.code;

import dev.mfapack.factors.email.EmailFactor;
import dev.mfapack.factors.sms.SmsFactor;
import java.util.List;

/** The factors whose codes travel. */
public final class CodeFactors {

    public static final List<CodeFactor> ALL = List.of(SmsFactor.INSTANCE, EmailFactor.INSTANCE);

    private CodeFactors() {}
}
