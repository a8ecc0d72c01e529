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
                  Account console     %s
                  Admin console       %s   (%s / %s)
                  Keycloak's log      %s
                  In a terminal       bin/demo-passkey enrol, then login and logout: an app without a browser

                People of the demo (as they were when it was new):
                %s

                Three things to try:
                  1. Open the sample app and sign in as bob: the login asks for a code, which is on the phone page.
                     Then choose "Transfer": it needs a second factor of the last 15 minutes and takes this one.
                  2. Sign out and sign in as dave: he has to add a phone first. Any mobile number will do,
                     such as 0151 23456789. From then on his login asks for a code as well.
                  3. Take the SMS gateway down on the phone page and sign in as bob: after ten seconds the page says
                     that the code could not be sent. carol has "Try another way": her authenticator app.
                """.formatted(
                        took.toSeconds(),
                        addresses.app(),
                        addresses.phone(),
                        addresses.account(),
                        addresses.admin(),
                        Admin.USERNAME,
                        Admin.PASSWORD,
                        log,
                        people.stream().map(Welcome::line).collect(Collectors.joining("\n")));
    }

    private static String line(RealmTemplate.Person person) {
        return "  %-10s password %-8s %s"
                .formatted(
                        person.username(),
                        person.password().orElse("(none)"),
                        person.factors().isEmpty() ? "no second factor yet" : String.join(", ", person.factors()));
    }
}
