package dev.mfapack.core.sms;

import dev.mfapack.core.challenge.Factor;
import dev.mfapack.core.key.HashKey;
import dev.mfapack.core.limit.Holder;
import dev.mfapack.core.limit.KeyedHash;
import dev.mfapack.core.limit.Network;
import dev.mfapack.core.limit.SendRequest;
import dev.mfapack.core.phone.PhoneNumber;

/**
 * The wish to send a code to a telephone number.
 *
 * @param send what the rules of all factors need
 * @param number the number, which nothing keeps
 * @param countryCode ISO 3166 code of its country; a dash when it belongs to none
 * @param neighbours keyed hash of the number without its last digit
 */
public record SmsRequest(SendRequest send, PhoneNumber number, String countryCode, String neighbours) {

    private static final int LAST_DIGITS_OF_A_BLOCK = 4;

    /**
     * The wish.
     *
     * @param key the realm's current key for {@code KeyPurpose.LIMIT}
     * @param verifiedBefore whether the number is bound to the person already
     * @param lastOneFailed whether the message before it never left
     */
    public static SmsRequest of(
            HashKey key,
            String realmId,
            String userId,
            PhoneNumber number,
            Network network,
            boolean verifiedBefore,
            boolean lastOneFailed) {
        return new SmsRequest(
                new SendRequest(
                        new Holder(realmId, userId, Factor.SMS.id()),
                        KeyedHash.ofDestination(key, number.e164()),
                        network,
                        verifiedBefore,
                        lastOneFailed),
                number,
                number.region().orElse("-"),
                KeyedHash.of(key, "neighbours", number.withoutLast(1)));
    }

    Place prefix() {
        return place(Place.Kind.PREFIX, number.withoutLast(LAST_DIGITS_OF_A_BLOCK), send.verifiedBefore());
    }

    Place country() {
        return place(Place.Kind.COUNTRY, countryCode, send.verifiedBefore());
    }

    Place neighbourhood() {
        return place(Place.Kind.NEIGHBOURS, neighbours, false);
    }

    /** One for both kinds of numbers: they share the cap. */
    Place realm() {
        return place(Place.Kind.REALM, "-", false);
    }

    private Place place(Place.Kind kind, String value, boolean known) {
        return new Place(send.holder().realmId(), kind, value, known);
    }
}
