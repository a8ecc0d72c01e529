package dev.mfapack.core.sms;

import dev.mfapack.core.limit.Alert;
import dev.mfapack.core.limit.Draft;
import dev.mfapack.core.limit.LimitReason;
import dev.mfapack.core.limit.Permission;
import dev.mfapack.core.limit.Permission.Allowed;
import dev.mfapack.core.limit.Permission.Refused;
import dev.mfapack.core.limit.SendRules;
import dev.mfapack.core.limit.Slots;
import dev.mfapack.core.limit.Subject;
import dev.mfapack.core.limit.Tally;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether a text message may leave: the rules of all factors (F3 to F5), and those against messages that somebody has sent to
 * numbers that earn by them (F1, F2, F6 to F9). All of it is one short transaction; what is refused is not counted.
 *
 * <p>When the store cannot be reached it throws, and nothing may be sent. Thread-safe as its collaborators are.
 */
public final class SmsGuard {

    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    /** F6: five times the usual is more than any Monday morning. */
    private static final int TIMES_THE_USUAL_RATE = 5;

    private static final int TEN_MINUTES_OF_A_WEEK = 7 * 24 * 6;

    /**
     * F6: of the hour, so that somebody who has a tenth of the codes come back, and so is not blocked by F7, gets 45 messages
     * and not 140. People's messages come back, and never get near it.
     */
    private static final int TEN_MINUTES_IN_AN_HOUR = 2;

    /** F9. */
    private static final List<Integer> ALERTS_PERCENT = List.of(50, 80, 100);

    private final SmsTraffic traffic;
    private final SendRules rules;
    private final SmsPolicy policy;
    private final Conversion conversion;
    private final Clock clock;

    public SmsGuard(SmsTraffic traffic, SendRules rules, SmsPolicy policy, Clock clock) {
        this.traffic = traffic;
        this.rules = rules;
        this.policy = policy;
        this.conversion = new Conversion(policy);
        this.clock = clock;
    }

    /** Whether a code may be sent; if so, it is counted. */
    public Permission mayLeave(SmsRequest request) {
        Optional<LimitReason> never = whyNever(request);
        if (never.isPresent()) {
            return new Refused(never.get(), null);
        }
        Instant now = clock.instant();
        return traffic.inOneStep(
                rules.subjects(request.send()),
                places(request),
                (tallies, flows) -> decide(request, tallies, flows, now));
    }

    /**
     * The answer to a code was right.
     *
     * @param sent what was asked before sending
     * @param sentAt when the code was made
     */
    public void verified(SmsRequest sent, Instant sentAt) {
        Instant now = clock.instant();
        traffic.inOneStep(rules.subjectsOfAnswer(sent.send()), placesOfAnswer(sent), (tallies, flows) -> {
            rules.verified(sent.send(), sentAt, tallies, now);
            placesOfAnswer(sent).forEach(place -> {
                Traffic after = Conversion.verified(flows.get(place).asOf(now, place.kind()), sentAt);
                boolean usual = place.kind() == Place.Kind.PREFIX && !place.known();
                flows.put(place, usual ? after.plusInWeek(now) : after);
            });
            return true;
        });
    }

    /** F1, F2: what no wait changes. */
    private Optional<LimitReason> whyNever(SmsRequest request) {
        if (policy.countries().isEmpty()) {
            return Optional.of(LimitReason.COUNTRY_LIST_EMPTY);
        } else if (!policy.countries().contains(request.countryCode())) {
            return Optional.of(LimitReason.COUNTRY);
        } else if (!policy.lineTypes().contains(request.number().lineType())) {
            return Optional.of(LimitReason.LINE_TYPE);
        }
        return Optional.empty();
    }

    private Permission decide(
            SmsRequest request, Draft<Subject, Tally> tallies, Draft<Place, Traffic> flows, Instant now) {
        // F3, F4, F5
        Permission ofAllFactors = rules.permission(request.send(), tallies, now);
        if (ofAllFactors instanceof Refused) {
            return ofAllFactors;
        }
        Map<Place, Traffic> current = places(request).stream()
                .collect(Collectors.toMap(
                        place -> place, place -> flows.get(place).asOf(now, place.kind())));
        // F7
        Conversion.Verdict ofPrefix = judge(request.prefix(), current, now);
        Conversion.Verdict ofCountry = judge(request.country(), current, now);
        List<Refused> byConversion = new ArrayList<>();
        refuseByConversion(LimitReason.PREFIX_CONVERSION, request.prefix(), ofPrefix, flows, byConversion);
        refuseByConversion(LimitReason.COUNTRY_CONVERSION, request.country(), ofCountry, flows, byConversion);
        if (!byConversion.isEmpty()) {
            return longest(byConversion);
        }
        // F6, F8, F9
        Optional<Refused> refusal = Stream.of(
                        refusedByPrefix(request, current, now),
                        refusedByNeighbours(request, current, now),
                        refusedByRealm(request, current, now))
                .flatMap(Optional::stream)
                .findFirst();
        if (refusal.isPresent()) {
            return refusal.get();
        }
        List<Alert> alerts = new ArrayList<>(ofPrefix.alerts());
        alerts.addAll(ofCountry.alerts());
        alerts.addAll(capAlerts(traffic(request.realm(), current).slots().sent(now, DAY)));
        current.put(request.prefix(), ofPrefix.after());
        current.put(request.country(), ofCountry.after());
        rules.count(request.send(), tallies, now);
        current.forEach((place, traffic) -> flows.put(place, traffic.plusSent(now)));
        return new Allowed(List.copyOf(alerts));
    }

    private Conversion.Verdict judge(Place place, Map<Place, Traffic> current, Instant now) {
        return conversion.judge(place.value(), traffic(place, current), now);
    }

    /** Both groups are judged each time, so that their blocks run side by side and not one after the other. */
    private static void refuseByConversion(
            LimitReason reason,
            Place place,
            Conversion.Verdict verdict,
            Draft<Place, Traffic> flows,
            List<Refused> refusals) {
        if (verdict.refusedUntil() != null) {
            if (!verdict.alerts().isEmpty()) {
                flows.put(place, verdict.after());
            }
            refusals.add(new Refused(reason, verdict.refusedUntil(), verdict.alerts()));
        }
    }

    /** The one that lasts longest, with what there is to tell of all. */
    private static Refused longest(List<Refused> refusals) {
        Refused longest = Permission.longest(refusals);
        return new Refused(
                longest.reason(),
                longest.until(),
                refusals.stream().flatMap(one -> one.alerts().stream()).toList());
    }

    /** F6: the usual rate is that of codes that came back, so that nobody raises it by having messages sent. */
    private Optional<Refused> refusedByPrefix(SmsRequest request, Map<Place, Traffic> current, Instant now) {
        if (request.send().verifiedBefore()) {
            return Optional.empty();
        }
        Traffic prefix = traffic(request.prefix(), current);
        int usual = prefix.week().sent(now, Traffic.WEEK) * TIMES_THE_USUAL_RATE / TEN_MINUTES_OF_A_WEEK;
        int limit = Math.max(policy.perPrefixIn10Minutes(), usual);
        return refusedFrom(limit, TEN_MINUTES, LimitReason.PREFIX_RATE, prefix.slots(), now)
                .or(() -> refusedFrom(
                        limit * TEN_MINUTES_IN_AN_HOUR, HOUR, LimitReason.PREFIX_RATE, prefix.slots(), now));
    }

    /** F8. */
    private Optional<Refused> refusedByNeighbours(SmsRequest request, Map<Place, Traffic> current, Instant now) {
        return request.send().verifiedBefore()
                ? Optional.empty()
                : refusedFrom(
                        policy.neighboursIn10Minutes() - 1,
                        TEN_MINUTES,
                        LimitReason.NEIGHBOURS,
                        traffic(request.neighbourhood(), current).slots(),
                        now);
    }

    private static Optional<Refused> refusedFrom(
            int limit, Duration window, LimitReason reason, Slots slots, Instant now) {
        return slots.unverified(now, window) < limit
                ? Optional.empty()
                : Optional.of(new Refused(reason, slots.fewerFrom(now, window, limit, true)));
    }

    /** F9: fresh numbers stop short of the reserve, whoever has used what is before it. */
    private Optional<Refused> refusedByRealm(SmsRequest request, Map<Place, Traffic> current, Instant now) {
        Slots realm = traffic(request.realm(), current).slots();
        int sent = realm.sent(now, DAY);
        if (sent >= policy.dailyCap()) {
            return Optional.of(new Refused(LimitReason.REALM_CAP, realm.fewerFrom(now, DAY, policy.dailyCap(), false)));
        }
        int free = policy.dailyCap() - (int) Math.ceil(policy.dailyCap() * (policy.reservedPercent() / 100.0));
        return request.send().verifiedBefore() || sent < free
                ? Optional.empty()
                : Optional.of(new Refused(LimitReason.REALM_RESERVE, realm.fewerFrom(now, DAY, free, false)));
    }

    /** Of each threshold that the message to come reaches. */
    private List<Alert> capAlerts(int sentBefore) {
        long cap = policy.dailyCap();
        return ALERTS_PERCENT.stream()
                .filter(percent -> sentBefore * 100L < percent * cap && (sentBefore + 1) * 100L >= percent * cap)
                .<Alert>map(percent -> new Alert.CapReached(percent, policy.dailyCap()))
                .toList();
    }

    private static Traffic traffic(Place place, Map<Place, Traffic> current) {
        return Objects.requireNonNull(current.get(place));
    }

    private static Set<Place> places(SmsRequest request) {
        Set<Place> places = placesOfAnswer(request);
        places.add(request.realm());
        return places;
    }

    private static Set<Place> placesOfAnswer(SmsRequest request) {
        Set<Place> places = new LinkedHashSet<>();
        places.add(request.prefix());
        places.add(request.country());
        if (!request.send().verifiedBefore()) {
            places.add(request.neighbourhood());
        }
        return places;
    }
}
