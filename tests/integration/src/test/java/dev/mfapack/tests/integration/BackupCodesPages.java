package dev.mfapack.tests.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfapack.tests.bench.FormClient;
import dev.mfapack.tests.bench.RelyingParty;
import java.util.List;
import java.util.Map;

/** Walking the pages of backup codes without a browser, and so without scripts. */
final class BackupCodesPages {

    static final String ACTION = "mfa-enroll-backup-codes";
    static final String TYPE = "mfa-backup-codes";
    static final String CODES_FORM = "#mfa-backup-codes-form";
    static final String CODE_FORM = "#mfa-backup-code-form";

    private BackupCodesPages() {}

    /** Past the password. */
    static FormClient.Page passwordOf(FormClient client, RelyingParty.Login login, String username) {
        return client.submit(
                client.get(login.uri()), "#kc-form-login", Map.of("username", username, "password", "demo"));
    }

    /** A person's first codes, kept and confirmed. */
    static List<String> firstOf(RelyingParty app, String username) {
        FormClient client = new FormClient();
        RelyingParty.Login login = app.login().kcAction(ACTION).begin();
        List<String> codes = keep(client, passwordOf(client, login, username));
        assertThat(login.answer()).containsEntry("kc_action_status", "success");
        return codes;
    }

    /** Confirms the codes that are shown. */
    static List<String> keep(FormClient client, FormClient.Page page) {
        List<String> codes = shownOn(page);
        client.submit(page, CODES_FORM, Map.of("kept", "on"));
        return codes;
    }

    static List<String> shownOn(FormClient.Page page) {
        List<String> codes = page.html().select("#mfa-codes code").eachText();
        assertThat(codes).as(page.html().text()).isNotEmpty();
        return codes;
    }

    static FormClient.Page enter(FormClient client, FormClient.Page page, String code) {
        return client.submit(page, CODE_FORM, Map.of("code", code));
    }

    /** Logs in by password and that code. */
    static RelyingParty.Login loginBy(RelyingParty app, String username, String code) {
        FormClient client = new FormClient();
        RelyingParty.Login login = app.login().begin();
        enter(client, passwordOf(client, login, username), code);
        return login;
    }
}
