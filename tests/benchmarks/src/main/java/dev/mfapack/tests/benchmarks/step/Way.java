package dev.mfapack.tests.benchmarks.step;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mfapack.tests.benchmarks.load.LoginRealm;
import dev.mfapack.tests.benchmarks.load.Visit;
import java.util.Locale;

/** By what people log in. */
enum Way {
    /** The password is enough. */
    PASSWORD("basic") {
        @Override
        ObjectNode person(int number) {
            return LoginRealm.personWithPassword(username(number));
        }

        @Override
        void enterPassword(Visit visit, String username) {
            visit.logIn(username);
        }

        @Override
        void enterCode(Visit visit, String code) {
            throw new UnsupportedOperationException("nobody asks for a code");
        }
    },
    /** A password and a code of an authenticator app: Keycloak's own step. */
    TOTP("mfa") {
        @Override
        ObjectNode person(int number) {
            return LoginRealm.personWithTotp(username(number), secret(number));
        }

        @Override
        void enterPassword(Visit visit, String username) {
            visit.passPassword(username);
        }

        @Override
        void enterCode(Visit visit, String code) {
            visit.enterTotp(code);
        }
    },
    /** A password and a code from a message. */
    SMS("mfa") {
        @Override
        ObjectNode person(int number) {
            return LoginRealm.personWithPhone(username(number), LoginRealm.number(number));
        }

        @Override
        void enterPassword(Visit visit, String username) {
            visit.passPassword(username);
        }

        @Override
        void enterCode(Visit visit, String code) {
            visit.enterSms(code);
        }
    };

    private final String acr;

    Way(String acr) {
        this.acr = acr;
    }

    /** What the ID tokens must say. */
    String acr() {
        return acr;
    }

    String username(int number) {
        return "by-" + name().toLowerCase(Locale.ROOT) + "-" + number;
    }

    /** Of an authenticator app; Keycloak takes the characters as they are. */
    static String secret(int number) {
        return "secret-of-app-%06d".formatted(number);
    }

    /** As the realm's import takes it. */
    abstract ObjectNode person(int number);

    abstract void enterPassword(Visit visit, String username);

    abstract void enterCode(Visit visit, String code);
}
