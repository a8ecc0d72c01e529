package dev.mfapack.realmtemplates;

import org.jspecify.annotations.Nullable;

/**
 * One value that a realm should have.
 *
 * @param kind what has the value
 * @param name which one of that kind
 * @param value the value, in the words of a plan
 * @param ifSet what becomes of another value that is there already; null is {@link IfSet#REPLACE}
 * @param why what it is needed for
 */
record Setting(
        Kind kind, String name, String value, @Nullable IfSet ifSet, String why) {

    /** What has values. The words are those of a plan. */
    enum Kind {
        LEVEL_NAME("name of a level (acr.loa.map)"),
        PASSKEY_POLICY("WebAuthn passwordless policy"),
        SECURITY_KEY_POLICY("WebAuthn policy"),
        REQUIRED_ACTION("required action"),
        EVENT_LISTENER("event listener"),
        ATTRIBUTE("realm attribute"),
        CLIENT("client"),
        CLIENT_SCOPE("client scope"),
        CLIENT_API_SCOPE("client scope mfa of the client"),
        CLIENT_FLOW("browser flow of the client"),
        RESET_FLOW("reset credentials flow of the realm"),
        BROWSER_FLOW("browser flow of the realm");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    /** What becomes of another value that is there already. */
    enum IfSet {
        REPLACE,
        KEEP,
        KEEP_AND_TELL
    }

    boolean replaces() {
        return ifSet == null || ifSet == IfSet.REPLACE;
    }

    boolean isTold() {
        return ifSet == IfSet.KEEP_AND_TELL;
    }

    Change changeFrom(@Nullable String before) {
        return new Change(kind.words(), name, before, value, why);
    }
}
