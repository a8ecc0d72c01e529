package dev.mfapack.tests.bench;

import dev.mfapack.tests.bench.FormClient.Page;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A person without a browser who logs in: gives what each page asks for until the app has its answer. For whole logins in great number, by what the forms
 * hold; how they look and what their scripts do is a browser's business. Not thread-safe.
 */
public final class Walker {

    private final String username;
    private final String password;
    private FormClient client = new FormClient();
    private @Nullable Phone phone;
    private String[] numbers = {};
    private @Nullable Mailbox mailbox;
    private String address = "";
    private @Nullable Totp totp;
    private @Nullable SoftPasskey passkey;
    private @Nullable SoftPasskey securityKey;
    private @Nullable Factor preferred;

    private Walker(String username, String password) {
        this.username = username;
        this.password = password;
    }

    /** Somebody who has a password and nothing else, in a browser that knows nobody. */
    public static Walker named(String username, String password) {
        return new Walker(username, password);
    }

    /** Reads the codes that are sent to these numbers. */
    public Walker withPhone(Phone phones, String... ownNumbers) {
        phone = phones;
        numbers = ownNumbers.clone();
        return this;
    }

    /** Reads the codes that are sent to this address. */
    public Walker withMailbox(Mailbox mailboxes, String ownAddress) {
        mailbox = mailboxes;
        address = ownAddress;
        return this;
    }

    /** Has an app for one-time passwords. */
    public Walker withTotp(Totp app) {
        totp = app;
        return this;
    }

    /** Has a passkey, for the page that asks for one; in the login form only who {@linkplain #prefers prefers} it takes it. */
    public Walker withPasskey(SoftPasskey key) {
        passkey = key;
        return this;
    }

    /** Has a security key as a second factor. */
    public Walker withSecurityKey(SoftPasskey key) {
        securityKey = key;
        return this;
    }

    /** Takes that factor wherever it is offered; without a preference, what the page asks for, or another one if the person lacks that. */
    public Walker prefers(Factor factor) {
        preferred = factor;
        return this;
    }

    /** Has no preference any more. */
    public Walker prefersNothing() {
        preferred = null;
        return this;
    }

    /** Goes on in a browser that knows nobody. */
    public void changeBrowser() {
        client = new FormClient();
    }

    /** Goes on in that browser. */
    public Walker in(FormClient browser) {
        client = browser;
        return this;
    }

    /** The person's browser, for what is done by hand. */
    public FormClient client() {
        return client;
    }

    /**
     * Walks a login to its end.
     *
     * @throws AssertionError at a page that is not known, or that asks for what the person does not have; it is told by title, address and text
     */
    public Walk walk(RelyingParty.Login login) {
        return walk(login, client.get(login.uri()));
    }

    /** As {@link #walk(RelyingParty.Login)}, from a page that the person has come to by hand. */
    public Walk walk(RelyingParty.Login login, Page from) {
        return new Trip(login, from).toItsEnd();
    }

    private boolean has(Factor factor) {
        return switch (factor) {
            case SMS -> phone != null;
            case EMAIL -> mailbox != null;
            case TOTP -> totp != null;
            case SECURITY_KEY -> securityKey != null;
            case PASSKEY -> passkey != null;
        };
    }

    private static <T> T held(@Nullable T thing) {
        if (thing == null) {
            throw new IllegalStateException("Asked only for what the person has");
        }
        return thing;
    }

    /** One login that is under way. */
    private final class Trip {

        private static final int MOST_STEPS = 20;
        private static final String LOGIN_FORM = "#kc-form-login";
        private static final String OTHER_WAYS_FORM = "#kc-select-try-another-way-form";

        private final RelyingParty.Login login;
        private final List<String> prompts = new ArrayList<>();
        private Page page;
        private @Nullable Factor left;

        Trip(RelyingParty.Login login, Page from) {
            this.login = login;
            this.page = from;
        }

        Walk toItsEnd() {
            for (int step = 0; step < MOST_STEPS; step++) {
                Optional<Walk.End> end = end();
                if (end.isPresent()) {
                    return new Walk(prompts, end.get());
                }
                page = next();
            }
            throw stuck("No end in sight");
        }

        private Optional<Walk.End> end() {
            if (login.isAnswered()) {
                String error = login.error();
                return Optional.of(error.isEmpty() ? new Walk.LoggedIn(login.tokens()) : new Walk.SentBack(error));
            } else if (page.has("#kc-error-message, #kc-error-credential-form") || asksAgain()) {
                return Optional.of(new Walk.Refused(page));
            } else {
                return action().map(what -> new Walk.AtAction(what, page));
            }
        }

        private Optional<String> action() {
            if (page.has("#mfa-choose-factor")) {
                return Optional.of("choose a factor");
            } else if (page.has("#mfa-address")) {
                return Optional.of("set up mailbox");
            } else if (page.has("#mfa-destination-form, #mfa-change")) {
                return Optional.of("set up phone");
            } else if (page.has("#kc-totp-settings-form")) {
                return Optional.of("set up otp");
            } else if (page.has("#registerWebAuthn")) {
                return Optional.of("set up key");
            } else if (page.has("#mfa-last-factor")) {
                return Optional.of("keep the last");
            } else if (page.has("#mfa-preferred-factor, #mfa-prefer-nothing")) {
                return Optional.of("prefer");
            } else if (page.has("#mfa-app-password-form")) {
                return Optional.of("set up app password");
            } else if (page.has("#mfa-codes")) {
                return Optional.of("set up backup codes");
            } else {
                return page.has("#kc-delete-text") ? Optional.of("delete") : Optional.empty();
            }
        }

        /** Whether the page asks for what was just given: the server has not taken it. */
        private boolean asksAgain() {
            Optional<String> asked = page.has(LOGIN_FORM) ? Optional.of(loginPrompt()) : factor().map(Factor::prompt);
            return !prompts.isEmpty() && asked.equals(Optional.of(prompts.get(prompts.size() - 1)));
        }

        private Page next() {
            Optional<Factor> asked = factor();
            if (page.has(LOGIN_FORM)) {
                return logIn();
            } else if (asked.isPresent() && canGive(asked.get()) && !wouldRatherGiveAnother(asked.get())) {
                return give(asked.get());
            } else if (asked.isPresent()) {
                return leave(asked.get());
            } else {
                return takeAnotherWay();
            }
        }

        private String loginPrompt() {
            if (preferred == Factor.PASSKEY && mayAnswer(passkey)) {
                return "passkey";
            }
            return page.has(LOGIN_FORM + " [name=password]") ? "password" : "name";
        }

        private Page logIn() {
            String prompt = loginPrompt();
            prompts.add(prompt);
            if (prompt.equals("passkey")) {
                return answerBy(held(passkey));
            }
            Map<String, String> fields = new LinkedHashMap<>();
            if (page.has(LOGIN_FORM + " [name=username]")) {
                fields.put("username", username);
            }
            if (prompt.equals("password")) {
                fields.put("password", password);
            }
            return client.submit(page, LOGIN_FORM, fields);
        }

        private Optional<Factor> factor() {
            if (page.has("#mfa-code-form[data-factor=mfa-email]")) {
                return Optional.of(Factor.EMAIL);
            } else if (page.has("#mfa-code-form")) {
                return Optional.of(Factor.SMS);
            } else if (page.has("#kc-otp-login-form")) {
                return Optional.of(Factor.TOTP);
            } else if (page.has("#kc-form-webauthn")) {
                // One page for both: which it is, the credentials tell that may answer.
                return Optional.of(mayAnswer(passkey) ? Factor.PASSKEY : Factor.SECURITY_KEY);
            } else {
                return Optional.empty();
            }
        }

        private boolean canGive(Factor asked) {
            return asked == Factor.SECURITY_KEY ? mayAnswer(securityKey) : has(asked);
        }

        private boolean mayAnswer(@Nullable SoftPasskey key) {
            return key != null
                    && KeyRequest.on(page)
                            .filter(request -> request.allows(key))
                            .isPresent();
        }

        private boolean wouldRatherGiveAnother(Factor asked) {
            return preferred != null
                    && preferred != asked
                    && has(preferred)
                    && left == null
                    && (page.has(preferred.wayForm()) || page.has(OTHER_WAYS_FORM));
        }

        private Page give(Factor asked) {
            prompts.add(asked.prompt());
            left = null;
            return switch (asked) {
                case SMS -> client.submit(page, "#mfa-code-form", Map.of("code", sentCode()));
                case EMAIL ->
                    client.submit(
                            page,
                            "#mfa-code-form",
                            Map.of("code", held(mailbox).nextMailTo(address).code()));
                case TOTP ->
                    client.submit(
                            page, "#kc-otp-login-form", Map.of("otp", held(totp).freshCode()));
                case SECURITY_KEY -> answerBy(held(securityKey));
                case PASSKEY -> answerBy(held(passkey));
            };
        }

        private String sentCode() {
            if (!page.has("#mfa-code-sent")) {
                throw stuck("No code was sent");
            }
            return held(phone).nextMessageTo(numbers).code();
        }

        private Page answerBy(SoftPasskey key) {
            KeyRequest request = KeyRequest.on(page).orElseThrow(() -> stuck("No challenge"));
            return client.submit(page, "#webauth", key.answer(request));
        }

        private Page leave(Factor asked) {
            left = asked;
            if (asked == Factor.SMS && phone != null) {
                // Else a later login would be given the code of this one.
                sentCode();
            }
            return page.has(OTHER_WAYS_FORM) ? client.submit(page, OTHER_WAYS_FORM, Map.of()) : takeAnotherWay();
        }

        private Page takeAnotherWay() {
            return Stream.of(Stream.ofNullable(preferred), Stream.ofNullable(left), Stream.of(Factor.values()))
                    .flatMap(wishes -> wishes)
                    .filter(factor -> has(factor) && page.has(factor.wayForm()))
                    .findFirst()
                    .map(factor -> client.submit(page, factor.wayForm(), Map.of()))
                    .orElseThrow(() -> stuck("A page that is not known, or without a way that the person can go"));
        }

        private AssertionError stuck(String why) {
            return new AssertionError(
                    why + ", after " + prompts + ": \"" + page.html().title() + "\", " + page.status() + " from "
                            + page.uri() + "\n" + page.html().body().text());
        }
    }
}
