package dev.mfapack.authenticators.amr;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Credential types told in the words of RFC 8176. */
final class Methods {

    private Methods() {}

    /**
     * The {@code amr} values.
     *
     * @param types credential types that were used, in order
     * @param hardware those among them whose key certainly stands in hardware
     * @param userWasVerified whether a passkey among them verified its user, which makes it two factors
     */
    static List<String> of(Collection<String> types, Set<String> hardware, boolean userWasVerified) {
        Set<String> values = new LinkedHashSet<>();
        Set<String> factors = new HashSet<>();
        for (String type : types) {
            List<String> told = of(type, hardware.contains(type));
            values.addAll(told);
            if (!told.isEmpty()) {
                factors.add(type);
            }
        }
        boolean passkeyAlone = userWasVerified && factors.contains("webauthn-passwordless");
        if (passkeyAlone || factors.size() > 1) {
            values.add("mfa");
        }
        return List.copyOf(values);
    }

    private static List<String> of(String type, boolean inHardware) {
        return switch (type) {
            case "password" -> List.of("pwd");
            case "otp", "mfa-email", "mfa-backup-codes", "recovery-authn-codes" -> List.of("otp");
            case "mfa-sms" -> List.of("sms");
            case "webauthn", "webauthn-passwordless" -> List.of(inHardware ? "hwk" : "swk", "user");
            default -> List.of();
        };
    }
}
