package dev.mfapack.factors.email;

import dev.mfapack.core.challenge.Destination;
import dev.mfapack.core.challenge.Factor;
import dev.mfapack.core.email.EmailAddress;
import dev.mfapack.factors.code.CodeFactor;
import dev.mfapack.factors.code.CodeLetter;
import dev.mfapack.factors.dispatch.Message;
import dev.mfapack.factors.policy.RealmPolicy;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * Codes by email, to an address that was validated for this and need not be the account's. No out-of-band factor for NIST
 * (SP 800-63B-4 section 3.1.3.1): where a mailbox opens with the same password, it proves nothing more.
 */
public enum EmailFactor implements CodeFactor {
    INSTANCE;

    @Override
    public Factor factor() {
        return Factor.EMAIL;
    }

    @Override
    public String enrolAction() {
        return "mfa-enroll-email";
    }

    @Override
    public String field() {
        return "address";
    }

    @Override
    public String invalidKey() {
        return "mfaAddressInvalid";
    }

    @Override
    public String takenKey() {
        return "mfaAddressTaken";
    }

    @Override
    public Optional<String> source(RealmPolicy policy) {
        return policy.emailSource();
    }

    @Override
    public Optional<EmailAddress> read(String typed, RealmModel realm) {
        return EmailAddress.parse(typed);
    }

    @Override
    public Destination stored(String value) {
        return new EmailAddress(value);
    }

    @Override
    public Message message(KeycloakSession session, CodeLetter letter) {
        return new CodeMail(session).of(letter);
    }
}
