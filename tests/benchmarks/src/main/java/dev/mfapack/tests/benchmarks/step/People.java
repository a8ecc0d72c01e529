package dev.mfapack.tests.benchmarks.step;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mfapack.tests.bench.Deadline;
import dev.mfapack.tests.bench.Phone;
import dev.mfapack.tests.bench.Totp;
import dev.mfapack.tests.benchmarks.load.LoginRealm;
import dev.mfapack.tests.benchmarks.load.Phase;
import dev.mfapack.tests.benchmarks.load.Site;
import dev.mfapack.tests.benchmarks.load.Visit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Those who log in: by each way as many. They come in shifts, because an app has one code in 30 s, and a shift of its own may be over sooner. */
final class People {

    /** In a turn. So many make a second of processor time, of which Linux counts hundredths. */
    static final int LOGINS = 200;

    /** So that nobody is sent more messages in ten minutes than the limits allow. */
    private static final int SHIFTS = 4;

    private static final int OF_A_WAY = SHIFTS * LOGINS;

    private final Map<Integer, Totp> apps = new HashMap<>();

    /** All of them, as the realm's import takes them. */
    static List<ObjectNode> all() {
        return Arrays.stream(Way.values())
                .flatMap(way -> IntStream.range(0, OF_A_WAY).mapToObj(way::person))
                .toList();
    }

    /** One shift logs in, one after the other, so that nobody waits for somebody else. */
    Turn logIn(Site site, Phone phone, Way way, int pair) {
        phone.reset();
        int first = Math.floorMod(pair, SHIFTS) * LOGINS;
        List<Visit> visits =
                IntStream.range(0, LOGINS).mapToObj(i -> Visit.open(site.app())).toList();
        Phase password = Phase.of(
                site.node(),
                LOGINS,
                i -> way.enterPassword(visits.get(i), way.username(first + i)),
                () -> awaitMessages(site, way));
        Phase asking = way == Way.SMS ? ask(site, visits) : Phase.NONE;
        Phase code = way == Way.PASSWORD ? Phase.NONE : enterCodes(site, way, visits, codes(phone, way, first));
        visits.forEach(visit -> visit.redeem(way.acr()));
        return new Turn(LOGINS, password, asking, code);
    }

    private static void awaitMessages(Site site, Way way) {
        if (way == Way.SMS) {
            Deadline.ofSeconds(30).until("all messages to leave", () -> site.messagesUnderWay() == 0);
        }
    }

    private static Phase ask(Site site, List<Visit> visits) {
        return Phase.of(site.node(), LOGINS, i -> requireSent(visits.get(i)), () -> {});
    }

    private static Phase enterCodes(Site site, Way way, List<Visit> visits, List<String> codes) {
        return Phase.of(site.node(), LOGINS, i -> way.enterCode(visits.get(i), codes.get(i)), () -> {});
    }

    private static void requireSent(Visit visit) {
        String delivery = visit.delivery();
        if (!delivery.equals("sent")) {
            throw new IllegalStateException("A message is " + delivery);
        }
    }

    private List<String> codes(Phone phone, Way way, int first) {
        if (way == Way.TOTP) {
            return IntStream.range(first, first + LOGINS)
                    .mapToObj(i -> apps.computeIfAbsent(i, number -> Totp.ofSecretData(Way.secret(number)))
                            .freshCode())
                    .toList();
        }
        Map<String, Phone.Message> byNumber =
                phone.messages().stream().collect(Collectors.toMap(Phone.Message::to, Function.identity()));
        return IntStream.range(first, first + LOGINS)
                .mapToObj(i -> byNumber.get(LoginRealm.number(i)).code())
                .toList();
    }
}
