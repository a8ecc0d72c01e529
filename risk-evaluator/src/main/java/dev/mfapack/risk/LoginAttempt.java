package dev.mfapack.risk;

import java.net.InetAddress;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Set;

/**
 * A login whose first factor was right, with all that is looked at. Only in memory: of address, user agent and place nothing is
 * kept but keyed hashes, and the last place at a tenth of a degree.
 *
 * @param realmId the realm
 * @param userId the person
 * @param time now
 * @param address as Keycloak's proxy settings give it, and from nowhere else
 * @param place where the address is
 * @param provider whose the address is
 * @param listings what the operator lists the address as, see {@link Reputation}
 * @param userAgent what the browser says it is
 * @param clientHints {@code Sec-CH-UA-Platform}, {@code Sec-CH-UA-Mobile} and the brands, in one canonical text
 * @param device id of the browser from the pack's cookie, once its signature is verified
 * @param zone of the person, else of the realm
 * @param events what happened to the account of late; unknown when that cannot be read
 */
public record LoginAttempt(
        String realmId,
        String userId,
        Instant time,
        Observed<InetAddress> address,
        Observed<Place> place,
        Observed<Provider> provider,
        Observed<Set<Reputation.Listing>> listings,
        Observed<UserAgent> userAgent,
        Observed<String> clientHints,
        Observed<String> device,
        ZoneId zone,
        Observed<AccountEvents> events) {

    @Override
    public String toString() {
        return "LoginAttempt[realm " + realmId + ", " + time + "]";
    }
}
