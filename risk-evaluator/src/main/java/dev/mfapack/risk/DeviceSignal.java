package dev.mfapack.risk;

import java.util.Optional;

/** Whether the person has used this browser before, by the pack's cookie. */
final class DeviceSignal implements RiskSignal {

    @Override
    public String name() {
        return "device";
    }

    @Override
    public Observed<Finding> look(Situation situation) {
        if (situation.profile() instanceof Observed.Unknown<Profile> unknown) {
            return Observed.unknown(unknown.why());
        }
        Profile profile = situation.profile().or(Profile.EMPTY);
        int today = Days.of(situation.attempt().time());
        double days = profile.days(today);
        double known = profile.sum(Feature.DEVICE, today);
        if (known == 0) {
            return Observed.unknown(Why.NO_HISTORY);
        }
        Parameters parameters = situation.parameters();
        if (situation.ratios().own(Feature.DEVICE) > 0) {
            return Observed.of(new Finding(
                    parameters.weigh(Input.DEVICE_KNOWN, 1), Words.of("mfaRiskDeviceKnown"), Optional.empty()));
        }
        // Who loses cookies every day is not much of a stranger without one.
        double keeps = Math.min(1, profile.best(Feature.DEVICE, today) / Math.max(days, known));
        return Observed.of(new Finding(
                parameters.weigh(Input.DEVICE_NEW, keeps),
                Words.of("mfaRiskDeviceNew"),
                Optional.of(Words.of("mfaRiskPersonDevice"))));
    }
}
