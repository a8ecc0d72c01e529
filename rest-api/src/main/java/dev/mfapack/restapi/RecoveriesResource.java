package dev.mfapack.restapi;

import dev.mfapack.factors.KeycloakClock;
import dev.mfapack.persistence.Recoveries;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** The realm's recoveries that are not over, the latest first. */
@Produces(MediaType.APPLICATION_JSON)
public final class RecoveriesResource {

    /** More than anybody reads. */
    private static final int MOST = 200;

    private final AdminCall call;

    RecoveriesResource(AdminCall call) {
        this.call = call;
    }

    @GET
    public Response list() {
        call.requireViewPeople();
        List<RecoveryView> live = new Recoveries(call.session(), call.realm().getId())
                .live(null, KeycloakClock.INSTANCE.instant(), MOST).stream()
                        .map(RecoveryView::of)
                        .toList();
        return Response.ok(live).header(HttpHeaders.CACHE_CONTROL, "no-store").build();
    }
}
