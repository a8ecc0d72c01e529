package dev.mfapack.requiredactions.backupcode;

import dev.mfapack.core.lookup.LookupSecret;
import dev.mfapack.factors.KeycloakClock;
import dev.mfapack.factors.backupcode.PersonsBackupCodes;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.FormMessage;
import org.keycloak.services.resources.LoginActionsService;
import org.keycloak.theme.Theme;

/** The codes, as a page, as a page for the printer, and as a file. None of them may be kept by a cache. */
final class BackupCodesPage {

    /** Form field by which the person says that they have kept the codes. */
    static final String KEPT = "kept";

    private static final String TEMPLATE = "mfa-backup-codes.ftl";
    private static final String PRINT_TEMPLATE = "mfa-backup-codes-print.ftl";
    private static final String LOW_TEMPLATE = "mfa-backup-codes-low.ftl";

    /** Keycloak's note of the code that the page's forms must send. */
    private static final String ACTIVE_CODE = "active_code";

    private final RequiredActionContext context;

    BackupCodesPage(RequiredActionContext context) {
        this.context = context;
    }

    Response show(List<LookupSecret> codes) {
        return page(TEMPLATE, codes);
    }

    Response notKept(List<LookupSecret> codes) {
        context.form().addError(new FormMessage(KEPT, "mfaBackupNotKept"));
        return page(TEMPLATE, codes);
    }

    Response print(List<LookupSecret> codes) {
        keepFormsUsable();
        return page(PRINT_TEMPLATE, codes);
    }

    /** That codes run low, before new ones are made. */
    Response low(int left) {
        return context.form().setAttribute("mfa", Map.of("left", left)).createForm(LOW_TEMPLATE);
    }

    Response download(List<LookupSecret> codes) {
        keepFormsUsable();
        StringBuilder file = new StringBuilder(line("mfaBackupFileTitle", account(), site()))
                .append(line("mfaBackupMadeOn", today()))
                .append("\r\n");
        codes.forEach(code -> file.append(code.grouped()).append("\r\n"));
        file.append("\r\n").append(line("mfaBackupFileHint"));
        return uncached(Response.ok(
                                file.toString().getBytes(StandardCharsets.UTF_8),
                                MediaType.TEXT_PLAIN_TYPE.withCharset("UTF-8"))
                        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"backup-codes.txt\""))
                .build();
    }

    private Response page(String template, List<LookupSecret> codes) {
        Map<String, Object> page = new HashMap<>();
        page.put("codes", codes.stream().map(LookupSecret::grouped).toList());
        page.put("account", account());
        page.put("site", site());
        page.put("madeOn", today());
        page.put(
                "left",
                PersonsBackupCodes.of(context.getSession(), context.getRealm(), context.getUser())
                        .left()
                        .orElse(-1));
        Response response = context.form().setAttribute("mfa", page).createForm(template);
        return uncached(Response.fromResponse(response)).build();
    }

    private static Response.ResponseBuilder uncached(Response.ResponseBuilder response) {
        return response.header(HttpHeaders.CACHE_CONTROL, null)
                .header(HttpHeaders.CACHE_CONTROL, "no-store, must-revalidate, max-age=0");
    }

    /**
     * A file and a page of its own leave the page that asked for them as it is, and its forms have yet to be sent; by now
     * Keycloak takes their code for used.
     */
    private void keepFormsUsable() {
        String code = context.getUriInfo().getQueryParameters().getFirst(LoginActionsService.SESSION_CODE);
        if (code != null) {
            context.getAuthenticationSession().setAuthNote(ACTIVE_CODE, code);
        }
    }

    private String account() {
        return context.getUser().getUsername();
    }

    private String site() {
        RealmModel realm = context.getRealm();
        return realm.getDisplayName() == null || realm.getDisplayName().isBlank()
                ? realm.getName()
                : realm.getDisplayName();
    }

    private String today() {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(locale())
                .format(LocalDate.ofInstant(KeycloakClock.INSTANCE.instant(), ZoneOffset.UTC));
    }

    private String line(String key, Object... arguments) {
        return new MessageFormat(messages().getProperty(key), locale()).format(arguments) + "\r\n";
    }

    private Properties messages() {
        try {
            return context.getSession()
                    .theme()
                    .getTheme(Theme.Type.LOGIN)
                    .getEnhancedMessages(context.getRealm(), locale());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Locale locale() {
        return context.getSession().getContext().resolveLocale(context.getUser());
    }
}
