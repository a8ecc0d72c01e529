package dev.mfapack.restapi;

import dev.mfapack.core.audit.AuditType;
import dev.mfapack.core.backupcode.BackupCodes;
import dev.mfapack.core.challenge.Answer;
import dev.mfapack.core.challenge.Destination;
import dev.mfapack.core.challenge.Purpose;
import dev.mfapack.factors.audit.KeycloakEvents;
import dev.mfapack.factors.backupcode.BackupCodeAnswer;
import dev.mfapack.factors.backupcode.PersonsBackupCodes;
import dev.mfapack.factors.bruteforce.BruteForce;
import dev.mfapack.factors.code.CodeChallenges;
import dev.mfapack.factors.code.CodeCredentialModel;
import dev.mfapack.factors.code.CodeFactor;
import dev.mfapack.factors.code.Destinations;
import dev.mfapack.factors.email.EmailFactor;
import dev.mfapack.factors.passkey.AssertionOutcome;
import dev.mfapack.factors.passkey.PasskeyAuthentication;
import dev.mfapack.factors.passkey.PersonsPasskeys;
import dev.mfapack.factors.sms.SmsFactor;
import dev.mfapack.factors.totp.PersonsTotp;
import dev.mfapack.factors.totp.TotpAnswer;
import dev.mfapack.persistence.FlowStep;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.keycloak.events.Details;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.models.ModelDuplicateException;
import org.keycloak.models.credential.OTPCredentialModel;

/**
 * Takes what a person has typed into an app. What was wrong, was not compared, and comes from somebody who is locked reads the same.
 */
final class Verification {

    private final PersonalCall call;
    private final VerifyRequest request;

    Verification(PersonalCall call, VerifyRequest request) {
        this.call = call;
        this.request = request;
    }

    /** @throws ProblemException when it is not verified */
    Verified verified() {
        return switch (request.requiredMethod()) {
            case "sms" -> byCode(SmsFactor.INSTANCE);
            case "email" -> byCode(EmailFactor.INSTANCE);
            case "totp" -> byTotp();
            case "backup-code" -> byBackupCode();
            case "passkey" -> byPasskey();
            default ->
                throw ProblemException.badRequest("The method must be totp, sms, email, backup-code or passkey.");
        };
    }

    private Verified byCode(CodeFactor factor) {
        UUID challenge = request.requiredChallenge();
        PendingCode pending = new PendingCode(call, factor);
        PendingCode.Waiting waiting = pending.waiting()
                .filter(known -> known.challenge().equals(challenge))
                .orElseThrow(Verification::gone);
        return waiting.purpose() == Purpose.ENROL ? bind(factor, pending, waiting) : prove(factor, pending, waiting);
    }

    private Verified prove(CodeFactor factor, PendingCode pending, PendingCode.Waiting waiting) {
        String type = factor.factor().id();
        Verified.requireOffered(call, type);
        refuseLocked(type);
        CodeChallenges challenges = pending.challenges();
        Answer answer = challenges.answer(
                waiting.challenge(),
                pending.binding(waiting),
                call.person(),
                () -> bound(factor, waiting)
                        .map(CodeCredentialModel::destination)
                        .orElseThrow(Verification::gone),
                request.requiredCode());
        if (!(answer instanceof Answer.Accepted)) {
            throw refusal(answer, challenges, type);
        }
        pending.forget();
        if (bound(factor, waiting).isEmpty()) {
            // Its destination was taken away while the code was on the way.
            throw gone();
        }
        return Verified.by(call, type);
    }

    private Optional<CodeCredentialModel> bound(CodeFactor factor, PendingCode.Waiting waiting) {
        return Destinations.of(factor, call.session(), call.person()).usable().stream()
                .filter(known -> known.getId().equals(waiting.target()))
                .findFirst();
    }

    /** A code for an enrolment raises nothing, and needs at its end what it needed at its beginning. */
    private Verified bind(CodeFactor factor, PendingCode pending, PendingCode.Waiting waiting) {
        call.requireAction(factor.enrolAction());
        call.requireBest();
        CodeChallenges challenges = pending.challenges();
        Destination destination = factor.stored(waiting.target());
        EventBuilder event = call.event(EventType.UPDATE_CREDENTIAL)
                .detail(Details.CREDENTIAL_TYPE, factor.factor().id());
        Answer answer = challenges.answer(
                waiting.challenge(),
                pending.binding(waiting),
                call.person(),
                () -> destination,
                request.requiredCode());
        if (!(answer instanceof Answer.Accepted)) {
            if (reads(answer) || answer instanceof Answer.Exhausted) {
                KeycloakEvents.wrongCode(event, call.person());
            }
            throw problem(answer, challenges);
        }
        try {
            String label = waiting.label().isEmpty() ? destination.masked() : waiting.label();
            String id = Destinations.of(factor, call.session(), call.person()).bind(destination, label);
            pending.forget();
            event.detail(Details.CREDENTIAL_ID, id).success();
            return Verified.bound(call, id);
        } catch (ModelDuplicateException e) {
            throw call.undone(ProblemException.conflict("The person has another factor of this name."));
        }
    }

    private Verified byTotp() {
        Verified.requireOffered(call, OTPCredentialModel.TYPE);
        refuseLocked(OTPCredentialModel.TYPE);
        TotpAnswer answer = PersonsTotp.of(call.session(), call.realm(), call.person())
                .answer(request.credential(), request.requiredCode());
        if (answer instanceof TotpAnswer.Accepted) {
            return Verified.by(call, OTPCredentialModel.TYPE);
        } else if (answer instanceof TotpAnswer.Malformed) {
            throw malformed("Six to eight digits are expected.");
        } else if (answer instanceof TotpAnswer.Nothing) {
            throw ProblemException.notFound("The person has no such authenticator app.");
        }
        tellWrong(OTPCredentialModel.TYPE);
        throw wrong();
    }

    private Verified byBackupCode() {
        Verified.requireOffered(call, BackupCodes.TYPE);
        refuseLocked(BackupCodes.TYPE);
        BackupCodeAnswer answer = PersonsBackupCodes.of(call.session(), call.realm(), call.person())
                .answer(request.requiredCode());
        if (answer instanceof BackupCodeAnswer.Accepted accepted) {
            return Verified.byBackupCode(call, BackupCodes.TYPE, accepted.left());
        } else if (answer instanceof BackupCodeAnswer.Malformed) {
            throw malformed("This cannot be a backup code.");
        }
        tellWrong(BackupCodes.TYPE);
        throw wrong();
    }

    private Verified byPasskey() {
        Verified.requireOffered(call, PersonsPasskeys.TYPE);
        AssertionOutcome outcome = PasskeyAuthentication.of(call.session())
                .complete(
                        call.person(),
                        call.client(),
                        JsonBody.required(request.challenge(), "challenge"),
                        JsonBody.present(request.passkey(), "passkey").answer(),
                        call.event(EventType.LOGIN));
        if (outcome instanceof AssertionOutcome.Refused refused) {
            throw PasskeyResource.refused(refused.problem());
        }
        return Verified.by(call, PersonsPasskeys.TYPE);
    }

    private void refuseLocked(String type) {
        Optional<String> lock = BruteForce.of(call.session()).lock(call.person());
        if (lock.isPresent()) {
            call.audit().failure(AuditType.LOCKED, call.person(), type, List.of(lock.get()));
            ofTheApi(type).error(lock.get());
            throw wrong();
        }
    }

    private ProblemException refusal(Answer answer, CodeChallenges challenges, String type) {
        if (reads(answer) || answer instanceof Answer.Exhausted) {
            tellWrong(type);
        }
        return problem(answer, challenges);
    }

    private static ProblemException problem(Answer answer, CodeChallenges challenges) {
        if (answer instanceof Answer.Malformed) {
            return malformed(challenges.digits() + " digits are expected.");
        } else if (answer instanceof Answer.Expired) {
            return ProblemException.typed(410, "code-expired", "Expired", "The code came too late. Send another.");
        } else if (answer instanceof Answer.Exhausted) {
            return ProblemException.typed(
                    410, "code-exhausted", "Exhausted", "There were too many wrong codes. Send another.");
        } else if (reads(answer)) {
            return wrong();
        }
        return gone();
    }

    /** Wrong, or not even compared. */
    private static boolean reads(Answer answer) {
        return answer instanceof Answer.Wrong || answer instanceof Answer.Held;
    }

    private static ProblemException malformed(String detail) {
        return ProblemException.typed(400, "code-malformed", "Malformed", detail);
    }

    private static ProblemException wrong() {
        return ProblemException.typed(422, "wrong-code", "Wrong Code", "This is not the right code.");
    }

    private static ProblemException gone() {
        return ProblemException.typed(
                410, "challenge-gone", "Gone", "This app's session waits for no such challenge. Send another code.");
    }

    /** As Keycloak tells a wrong answer in a login; those who listen know that this one came by a call. */
    private void tellWrong(String type) {
        KeycloakEvents.wrongCode(ofTheApi(type), call.person());
    }

    private EventBuilder ofTheApi(String type) {
        return call.event(EventType.LOGIN)
                .detail(Details.AUTH_METHOD, FlowStep.API)
                .detail(Details.CREDENTIAL_TYPE, type);
    }
}
