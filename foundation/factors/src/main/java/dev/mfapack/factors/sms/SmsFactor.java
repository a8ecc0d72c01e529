package dev.mfapack.factors.sms;

import dev.mfapack.core.challenge.Destination;
import dev.mfapack.core.challenge.Factor;
import dev.mfapack.core.phone.PhoneNumber;
import dev.mfapack.factors.code.CodeFactor;
import dev.mfapack.factors.code.CodeLetter;
import dev.mfapack.factors.dispatch.Message;
import dev.mfapack.factors.policy.RealmPolicy;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** Codes by text message. */
public enum SmsFactor implements CodeFactor {
    INSTANCE;

    @Override
    public Factor factor() {
        return Factor.SMS;
    }

    @Override
    public String enrolAction() {
        return "mfa-enroll-sms";
    }

    @Override
    public String field() {
        return "phone";
    }

    @Override
    public String invalidKey() {
        return "mfaPhoneInvalid";
    }

    @Override
    public String takenKey() {
        return "mfaPhoneTaken";
    }

    @Override
    public Optional<String> source(RealmPolicy policy) {
        return policy.phoneSource();
    }

    @Override
    public Optional<PhoneNumber> read(String typed, RealmModel realm) {
        return PhoneNumber.parse(typed, RealmPolicy.of(realm).phoneRegion());
    }

    @Override
    public Destination stored(String value) {
        return new PhoneNumber(value);
    }

    @Override
    public Message message(KeycloakSession session, CodeLetter letter) {
        return Message.plain(letter.to(), new SmsText(session).of(letter));
    }
}
