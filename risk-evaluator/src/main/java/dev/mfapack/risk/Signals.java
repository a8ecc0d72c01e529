package dev.mfapack.risk;

import java.util.List;

/** The pack's own signals, in the order in which they are told when they weigh the same. */
final class Signals {

    static final List<RiskSignal> OWN = List.of(
            new ReputationSignal(),
            new TravelSignal(),
            new LocationSignal(),
            new DeviceSignal(),
            new BrowserSignal(),
            new HourSignal(),
            new VelocitySignal(),
            new AccountSignal());

    private Signals() {}
}
