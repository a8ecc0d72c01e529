package dev.mfapack.tests.bench.clock;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import org.keycloak.common.util.Time;
import org.keycloak.services.resource.RealmResourceProvider;

/** {@code POST /realms/{any}/bench-clock/shift?seconds=…}: how far the server's time is ahead of the machine's. */
public final class ClockResource implements RealmResourceProvider {

    @Override
    public Object getResource() {
        return this;
    }

    @POST
    @Path("shift")
    public void shift(@QueryParam("seconds") int seconds) {
        Time.setOffset(seconds);
    }

    @Override
    public void close() {}
}
