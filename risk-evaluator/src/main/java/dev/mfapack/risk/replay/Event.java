package dev.mfapack.risk.replay;

import dev.mfapack.core.json.JsonReader;
import dev.mfapack.core.limit.Network;
import dev.mfapack.risk.AccountEvents;
import dev.mfapack.risk.LoginAttempt;
import dev.mfapack.risk.Observed;
import dev.mfapack.risk.Place;
import dev.mfapack.risk.Places;
import dev.mfapack.risk.Provider;
import dev.mfapack.risk.Reputation;
import dev.mfapack.risk.UserAgents;
import dev.mfapack.risk.Why;
import java.net.InetAddress;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A line of a stream.
 *
 * @param success whether the login succeeded; a failure is only counted
 * @param mfaPassed whether a second factor was proven in it
 * @param label {@code attack} or {@code legit}; empty when nobody knows
 */
record Event(LoginAttempt attempt, boolean success, boolean mfaPassed, Optional<String> label) {

    static final String ATTACK = "attack";
    static final String LEGIT = "legit";

    boolean isAttack() {
        return label.filter(ATTACK::equals).isPresent();
    }

    /** What a line needs to be read. */
    record Reading(String realmId, Places places, Reputation reputation, UserAgents agents, ZoneId zone) {}

    /**
     * Reads a line.
     *
     * @throws IllegalArgumentException when it is no such line, with the name of the field
     */
    static Event read(String line, Reading reading) {
        Map<String, Object> fields = JsonReader.object(line);
        Observed<InetAddress> address = Network.address(JsonReader.optionalText(fields, "ip"))
                .map(Observed::of)
                .orElseGet(() -> Observed.unknown(Why.UNREADABLE));
        LoginAttempt attempt = new LoginAttempt(
                reading.realmId,
                JsonReader.text(fields, "user"),
                Instant.ofEpochMilli(JsonReader.number(fields, "time_ms")),
                address,
                place(fields, address, reading.places),
                provider(fields, address, reading.places),
                at(address, reading.reputation::of),
                reading.agents.read(JsonReader.optionalText(fields, "user_agent")),
                Observed.unknown(Why.NOT_SENT),
                text(fields, "device_cookie"),
                reading.zone,
                Observed.of(AccountEvents.NONE));
        return new Event(attempt, truth(fields, "success", true), truth(fields, "mfa_passed", false), label(fields));
    }

    private static Optional<String> label(Map<String, Object> fields) {
        Optional<String> label = Optional.ofNullable(JsonReader.optionalText(fields, "label"));
        if (label.filter(it -> !Set.of(ATTACK, LEGIT).contains(it)).isPresent()) {
            throw new IllegalArgumentException("label must be attack or legit");
        }
        return label;
    }

    private static Observed<Place> place(Map<String, Object> fields, Observed<InetAddress> address, Places places) {
        String country = JsonReader.optionalText(fields, "country");
        if (country == null) {
            return at(address, places::place);
        }
        Double latitude = degrees(fields, "lat");
        Double longitude = degrees(fields, "lon");
        Optional<Place.Point> point = latitude == null || longitude == null
                ? Optional.empty()
                : Optional.of(new Place.Point(latitude, longitude));
        return Observed.of(new Place(country, Optional.ofNullable(JsonReader.optionalText(fields, "region")), point));
    }

    private static Observed<Provider> provider(
            Map<String, Object> fields, Observed<InetAddress> address, Places places) {
        return fields.get("asn") == null
                ? at(address, places::provider)
                : Observed.of(new Provider(JsonReader.number(fields, "asn"), ""));
    }

    private static <T> Observed<T> at(Observed<InetAddress> address, Function<InetAddress, Observed<T>> look) {
        return address.seen().map(look).orElseGet(() -> Observed.unknown(Why.UNREADABLE));
    }

    private static @Nullable Double degrees(Map<String, Object> fields, String name) {
        Object value = fields.get(name);
        if (value == null) {
            return null;
        }
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        throw new IllegalArgumentException(name + " must be a number");
    }

    private static Observed<String> text(Map<String, Object> fields, String name) {
        String value = JsonReader.optionalText(fields, name);
        return value == null || value.isEmpty() ? Observed.unknown(Why.NOT_SENT) : Observed.of(value);
    }

    private static boolean truth(Map<String, Object> fields, String name, boolean otherwise) {
        Object value = fields.get(name);
        if (value == null) {
            return otherwise;
        }
        if (value instanceof Boolean truth) {
            return truth;
        }
        throw new IllegalArgumentException(name + " must be true or false");
    }
}
