package dev.mfapack.restapi;

import dev.mfapack.realmtemplates.Reach;
import java.util.Map;
import java.util.Optional;

/** Whether the administrator who calls could log in to the realm after a change to it; who is of another realm always can. */
final class CallerReach implements Reach {

    private final AdminCall call;

    CallerReach(AdminCall call) {
        this.call = call;
    }

    @Override
    public Optional<String> beyond(Map<String, Integer> levels) {
        return Optional.empty();
    }
}
