package dev.mfapack.restapi;

import dev.mfapack.core.audit.AuditType;
import dev.mfapack.factors.KeycloakClock;
import dev.mfapack.persistence.FlowSnapshot;
import dev.mfapack.persistence.FlowSnapshots;
import dev.mfapack.realmtemplates.Change;
import dev.mfapack.realmtemplates.Draft;
import dev.mfapack.realmtemplates.InstallationRefused;
import dev.mfapack.realmtemplates.Installer;
import dev.mfapack.realmtemplates.Plan;
import dev.mfapack.realmtemplates.RolledBack;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.provider.ServerInfoAwareProviderFactory;

/** The flow installer. Each call is one transaction: what is refused has changed nothing. */
@Consumes(MediaType.WILDCARD)
public final class FlowsResource {

    /** Text with its encoding, since curl shows bytes as they come. */
    private static final String TEXT = MediaType.TEXT_PLAIN + ";charset=UTF-8";

    /**
     * What was applied.
     *
     * @param snapshot id of the snapshot that {@code rollback} takes; null when there was nothing to change
     */
    record Applied(@Nullable UUID snapshot, List<Change> changes, List<String> warnings) {}

    /**
     * What was put back.
     *
     * @param snapshot id of the snapshot it came from
     */
    record PutBack(UUID snapshot, List<Change> changes, List<String> warnings) {}

    private final AdminCall call;
    private final RealmModel realm;
    private final FlowSnapshots snapshots;

    FlowsResource(AdminCall call) {
        this.call = call;
        this.realm = call.realm();
        this.snapshots = new FlowSnapshots(call.session());
    }

    /** What {@link #apply} would change, for machines. Writes nothing. */
    @POST
    @Path("plan")
    @Produces(MediaType.APPLICATION_JSON)
    public Response plan(String body) {
        return answer(planned(body));
    }

    /** What {@link #apply} would change, for people. Writes nothing. */
    @POST
    @Path("plan")
    @Produces(TEXT)
    public Response planAsText(String body) {
        return answer(FlowsText.of(realm.getName(), planned(body)));
    }

    /** Brings the realm to the plan with the digest that is sent. */
    @POST
    @Path("apply")
    @Produces(MediaType.APPLICATION_JSON)
    public Response apply(String body) {
        return answer(applied(body));
    }

    /** As {@link #apply}, answered for people. */
    @POST
    @Path("apply")
    @Produces(TEXT)
    public Response applyAsText(String body) {
        return answer(FlowsText.of(realm.getName(), applied(body)));
    }

    /** Puts back what an application of the flows replaced. */
    @POST
    @Path("rollback")
    @Produces(MediaType.APPLICATION_JSON)
    public Response rollBack(String body) {
        return answer(putBack(body));
    }

    /** As {@link #rollBack}, answered for people. */
    @POST
    @Path("rollback")
    @Produces(TEXT)
    public Response rollBackAsText(String body) {
        return answer(FlowsText.of(realm.getName(), putBack(body)));
    }

    private Plan planned(String body) {
        call.requireViewRealm();
        FlowRequest request = FlowRequest.parse(body);
        return allOrNothing(() -> draft(installer(request), request).plan());
    }

    private Applied applied(String body) {
        call.requireManageRealm();
        FlowRequest request = FlowRequest.parse(body);
        String digest = request.requiredDigest();
        return allOrNothing(() -> {
            Installer installer = installer(request);
            // Before the realm is read: if others apply something meanwhile, the number is taken when it is to be used.
            int number = lastNumber() + 1;
            Draft draft = draft(installer, request);
            if (!draft.plan().digest().equals(digest)) {
                throw ProblemException.conflict("The realm, or what you ask for, is not what it was when that plan was"
                        + " made. Make a new plan, read it, and apply that one.");
            }
            return apply(installer, draft, number);
        });
    }

    private Applied apply(Installer installer, Draft draft, int number) {
        Plan plan = draft.plan();
        if (plan.changes().isEmpty()) {
            call.changed(AuditType.FLOWS_APPLIED, List.of("nothing-to-change"), plan);
            return new Applied(null, plan.changes(), plan.warnings());
        }
        FlowSnapshot snapshot = new FlowSnapshot(
                UUID.randomUUID(),
                realm.getId(),
                number,
                now(),
                call.administrator().getId(),
                installer.packVersion(),
                draft.undo(),
                null);
        if (!snapshots.insert(snapshot)) {
            throw ProblemException.conflict(
                    "Somebody else is applying flows to this realm at this moment. Make a new plan.");
        }
        draft.apply();
        call.changed(
                AuditType.FLOWS_APPLIED,
                List.of("snapshot-" + number, "changes-" + plan.changes().size()),
                plan);
        return new Applied(snapshot.id(), plan.changes(), plan.warnings());
    }

    private PutBack putBack(String body) {
        call.requireManageRealm();
        FlowRequest request = FlowRequest.parse(body);
        return allOrNothing(() -> {
            FlowSnapshot snapshot = snapshotFor(request);
            if (!snapshots.rollBack(snapshot, now())) {
                throw call.undone("Somebody else is rolling this realm back at this moment.");
            }
            RolledBack rolledBack = installer(request).rollBack(snapshot.content());
            call.changed(
                    AuditType.FLOWS_ROLLED_BACK,
                    List.of(
                            "snapshot-" + snapshot.number(),
                            "changes-" + rolledBack.changes().size()),
                    rolledBack);
            return new PutBack(snapshot.id(), rolledBack.changes(), rolledBack.warnings());
        });
    }

    /** The one that is named, else the latest: never an earlier one by itself, because somebody called twice. */
    private FlowSnapshot snapshotFor(FlowRequest request) {
        List<FlowSnapshot> newestFirst = snapshots.of(realm.getId());
        if (newestFirst.isEmpty()) {
            throw ProblemException.conflict("There is nothing to roll back: no flows have been applied to this realm.");
        }
        FlowSnapshot wanted = newestFirst.stream()
                .filter(snapshot ->
                        request.snapshot() == null || snapshot.id().toString().equals(request.snapshot()))
                .findFirst()
                .orElseThrow(() -> ProblemException.conflict("The realm has no snapshot " + request.snapshot() + "."));
        if (wanted.rolledBackAt() != null) {
            throw ProblemException.conflict("Snapshot " + wanted.id() + " was rolled back already, at "
                    + wanted.rolledBackAt() + "." + earlier(newestFirst));
        }
        newestFirst.stream()
                .filter(later -> later.number() > wanted.number() && later.rolledBackAt() == null)
                .findFirst()
                .ifPresent(later -> {
                    throw ProblemException.conflict("Flows were applied after that. Roll back snapshot " + later.id()
                            + " of " + later.createdAt() + " first.");
                });
        return wanted;
    }

    private static String earlier(List<FlowSnapshot> newestFirst) {
        return newestFirst.stream()
                .filter(snapshot -> snapshot.rolledBackAt() == null)
                .findFirst()
                .map(snapshot -> " To undo what was applied before, at " + snapshot.createdAt() + ", name the snapshot "
                        + snapshot.id() + ".")
                .orElse("");
    }

    private int lastNumber() {
        return snapshots.of(realm.getId()).stream()
                .mapToInt(FlowSnapshot::number)
                .max()
                .orElse(0);
    }

    private Installer installer(FlowRequest request) {
        return new Installer(call.session(), realm, request.email());
    }

    private Draft draft(Installer installer, FlowRequest request) {
        return installer.draft(request.clients(), request.apiClients(), new CallerReach(call), hasSmsGateway());
    }

    /** Whether the chain has found one, or the operator has chosen another provider in its place. */
    private boolean hasSmsGateway() {
        KeycloakSessionFactory factory = call.session().getKeycloakSessionFactory();
        return factory.getSpis().stream()
                .filter(spi -> spi.getName().equals("mfa-sms-gateway"))
                .map(spi -> factory.getProviderFactory(spi.getProviderClass()))
                .filter(Objects::nonNull)
                .anyMatch(chosen -> !(chosen instanceof ServerInfoAwareProviderFactory chain)
                        || !"".equals(chain.getOperationalInfo().get("gateways")));
    }

    private static Instant now() {
        return KeycloakClock.INSTANCE.instant();
    }

    private <T> T allOrNothing(Supplier<T> work) {
        try {
            return work.get();
        } catch (InstallationRefused refused) {
            throw call.undone(refused.getMessage());
        }
    }

    private static Response answer(Object entity) {
        return Response.ok(entity).header(HttpHeaders.CACHE_CONTROL, "no-store").build();
    }
}
