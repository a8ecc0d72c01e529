package dev.mfapack.tests.bench;

import java.util.List;

/**
 * How a login went that a {@link Walker} has walked.
 *
 * @param prompts what was asked, in order: {@code password}, {@code name}, {@code passkey} (in the login form), {@code key} (a passkey on its own page),
 *     {@code security key}, {@code code} (by SMS), {@code mail} (a code by email) or {@code otp} (from an app)
 * @param end where it came out
 */
public record Walk(List<String> prompts, End end) {

    /** A copy of the list is kept. */
    public Walk {
        prompts = List.copyOf(prompts);
    }

    /** As the tables of levels say it, for example {@code password, code → mfa} or {@code – → login_required}. */
    public String told() {
        return (prompts.isEmpty() ? "–" : String.join(", ", prompts)) + " → " + end.told();
    }

    /**
     * The tokens, where the app has got some.
     *
     * @throws AssertionError when the walk came out elsewhere
     */
    public RelyingParty.Tokens tokens() {
        if (end instanceof LoggedIn loggedIn) {
            return loggedIn.tokens();
        }
        throw new AssertionError("No tokens: " + told());
    }

    /**
     * The page at which the walk stopped.
     *
     * @throws AssertionError when it went back to the app
     */
    public FormClient.Page page() {
        if (end instanceof AtAction at) {
            return at.page();
        }
        if (end instanceof Refused refused) {
            return refused.page();
        }
        throw new AssertionError("No page: " + told());
    }

    /** Where a login comes out. */
    public sealed interface End permits LoggedIn, SentBack, AtAction, Refused {

        /** In a word or two. */
        String told();
    }

    /**
     * The app has tokens; told by their {@code acr}.
     *
     * @param tokens already redeemed
     */
    public record LoggedIn(RelyingParty.Tokens tokens) implements End {
        @Override
        public String told() {
            return tokens.acr();
        }
    }

    /**
     * The app got an error; told by it.
     *
     * @param error for example {@code login_required}
     */
    public record SentBack(String error) implements End {
        @Override
        public String told() {
            return error;
        }
    }

    /**
     * The person is to set up or delete something.
     *
     * @param told {@code choose a factor}, {@code set up phone}, {@code set up mailbox}, {@code set up otp}, {@code set up key},
     *     {@code set up app password}, {@code set up backup codes}, {@code prefer}, {@code keep the last} or {@code delete}
     * @param page that asks for it
     */
    public record AtAction(String told, FormClient.Page page) implements End {}

    /**
     * An error page, or again the page whose question was answered last.
     *
     * @param page to be read
     */
    public record Refused(FormClient.Page page) implements End {
        @Override
        public String told() {
            return "refused";
        }
    }
}
