package dev.mfapack.authenticators.risk;

import dev.mfapack.core.audit.AuditRecord;
import dev.mfapack.core.audit.AuditType;
import dev.mfapack.core.level.Risk;
import dev.mfapack.core.level.RiskPort;
import dev.mfapack.factors.audit.Audit;
import dev.mfapack.factors.device.BrowserCookie;
import dev.mfapack.factors.policy.BreakGlass;
import dev.mfapack.risk.Contribution;
import dev.mfapack.risk.keycloak.LoginRisk;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;

/** The risk of the login that a step of the flow is part of; what is found in it for the first time goes to the audit log. */
public final class RiskOfLogin implements RiskPort {

    private final AuthenticationFlowContext context;
    private final UserModel user;
    private final @Nullable UserSessionModel known;

    private RiskOfLogin(AuthenticationFlowContext context, UserModel user, @Nullable UserSessionModel known) {
        this.context = context;
        this.user = user;
        this.known = known;
    }

    /** {@code known} is the session that the login goes on from, null for a new one. */
    public static RiskOfLogin of(AuthenticationFlowContext context, UserModel user, @Nullable UserSessionModel known) {
        return new RiskOfLogin(context, user, known);
    }

    @Override
    public Risk assess() {
        if (BreakGlass.isOn()) {
            return new Risk.Unknown();
        }
        LoginRisk.Answer answer =
                login().assess(user, known, () -> new BrowserCookie(context.getSession(), context.getRealm()).value());
        answer.assessed().filter(LoginRisk.Assessed::asksForMore).ifPresent(this::record);
        return answer.risk();
    }

    /** Tells the person on the next page why more is asked of them. */
    public void explain() {
        Optional<String> words = login().explanation();
        words.ifPresent(context::setForwardedInfoMessage);
    }

    private LoginRisk login() {
        return LoginRisk.of(context.getSession(), context.getAuthenticationSession());
    }

    private void record(LoginRisk.Assessed assessed) {
        boolean isRefused = assessed.assessment().refusal().isPresent();
        Audit.of(context.getSession())
                .level(
                        AuditType.RISK_ASSESSED,
                        isRefused ? AuditRecord.Outcome.FAILURE : AuditRecord.Outcome.SUCCESS,
                        user,
                        assessed.assessment().level(),
                        reasons(assessed));
    }

    /** Names alone: what each of them saw stands in the decision. */
    private static List<String> reasons(LoginRisk.Assessed assessed) {
        Stream<String> refusal = assessed.assessment().refusal().stream()
                .map(evidence -> evidence.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        Stream<String> signals = assessed.assessment().contributions().stream()
                .filter(contribution ->
                        contribution.weight() > 0 || contribution.unknown().isPresent())
                .map(RiskOfLogin::reason);
        return Stream.of(
                        Stream.of(
                                assessed.mode().name().toLowerCase(Locale.ROOT),
                                "score-" + Math.round(assessed.assessment().score())),
                        assessed.decision().stream().map(id -> "decision-" + id),
                        refusal,
                        signals)
                .flatMap(part -> part)
                .toList();
    }

    private static String reason(Contribution contribution) {
        return contribution
                .unknown()
                .map(why -> contribution.signal() + "-unknown-" + why.label())
                .orElse(contribution.signal());
    }
}
