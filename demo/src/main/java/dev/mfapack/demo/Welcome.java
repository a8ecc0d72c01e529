package dev.mfapack.demo;

import dev.mfapack.demo.web.Addresses;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** What a newcomer reads when everything is up. */
final class Welcome {

    private Welcome() {}

    static String text(Addresses addresses, List<RealmTemplate.Person> people, Path log, Duration took) {
        return """

                Ready after %d s. Ctrl-C stops all of it; what you do is kept until --fresh.

                  Sample app          %s
                  Phone and mailbox   %s
                  Your own account    %s
                  Administration      %s   (%s / %s)
                  Keycloak's log      %s

                People of the demo (as they were when it was new):
                %s

                Three things to try:
                  1. Open the sample app, sign in as %s and add a phone by number. The code is on the phone page.
                     Sign out and in again: from now on the login asks for a code.
                  2. Choose "Transfer" in the sample app: it needs a second factor of the last 15 minutes.
                     "API" shows the same to programs (RFC 9470).
                  3. On the phone page take the SMS gateway down and sign in again: the login says so
                     and offers another way.
                """.formatted(
                        took.toSeconds(),
                        addresses.app(),
                        addresses.phone(),
                        addresses.account(),
                        addresses.admin(),
                        Admin.USERNAME,
                        Admin.PASSWORD,
                        log,
                        people.stream().map(Welcome::line).collect(Collectors.joining("\n")),
                        people.isEmpty() ? "somebody" : people.get(0).username());
    }

    private static String line(RealmTemplate.Person person) {
        return "  %-10s password %-8s %s"
                .formatted(
                        person.username(),
                        person.password().orElse("(none)"),
                        person.factors().isEmpty() ? "no second factor yet" : String.join(", ", person.factors()));
    }
}
