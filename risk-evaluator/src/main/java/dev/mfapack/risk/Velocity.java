package dev.mfapack.risk;

import java.net.InetAddress;
import java.time.Instant;

/**
 * How fast logins and failures come, for a person, a network and a provider, over all nodes.
 *
 * <p>Failures count here and nowhere else: no failed attempt moves a profile or a global count.
 *
 * <p>What never happens: an exception; a count that a rolled-back login takes back.
 */
public interface Velocity {

    /** What was recorded before {@code time}. */
    Observed<Rates> read(Key key, Instant time);

    /** Records an attempt, right or wrong, also of a person who does not exist. */
    void record(Key key, Instant time, boolean success);

    /**
     * Whom and what is counted.
     *
     * @param person keyed hash of the person's id, or of the name that was typed when there is no such person
     * @param network {@link Feature#NETWORK}; unknown without an address
     * @param provider {@link Feature#PROVIDER}
     */
    record Key(String realmId, long person, Observed<HashedValue> network, Observed<HashedValue> provider) {

        /**
         * The key of an attempt.
         *
         * @param person the person's id, or the name that was typed when there is no such person
         */
        public static Key of(
                ValueHash hash,
                String realmId,
                String person,
                Observed<InetAddress> address,
                Observed<Provider> provider) {
            return new Key(
                    realmId,
                    hash.ofPerson(person),
                    address.map(it -> hashed(hash, Feature.NETWORK, Values.network(it))),
                    provider.map(it -> hashed(hash, Feature.PROVIDER, Values.provider(it))));
        }

        private static HashedValue hashed(ValueHash hash, Feature feature, String value) {
            return new HashedValue(feature, hash.of(feature, value));
        }
    }

    /**
     * Counts of stretches of time that end now.
     *
     * @param personFailures failures of the person in the last 10 minutes
     * @param personLogins logins of the person in the last hour
     * @param networkFailures failures from the network in the last 10 minutes
     * @param networkLogins logins from the network in the last hour
     * @param networkPeopleFailed different people with a failure from the network in the last hour: many mean that lists of stolen
     *     passwords are tried
     * @param providerFailures failures from the provider in the last 10 minutes
     * @param providerLogins logins from the provider in the last hour
     */
    record Rates(
            int personFailures,
            int personLogins,
            int networkFailures,
            int networkLogins,
            int networkPeopleFailed,
            int providerFailures,
            int providerLogins) {

        public static final Rates NONE = new Rates(0, 0, 0, 0, 0, 0, 0);
    }
}
