package dev.mfapack.core.limit;

/**
 * The wish to send a code.
 *
 * @param holder for whom, and by which factor
 * @param destination {@link KeyedHash} of the number or address
 * @param network where the wish came from
 * @param verifiedBefore whether the number or address is bound to the person already, so that a code to it came back once
 * @param lastOneFailed whether the message before it never left, so that nobody has to wait for this one
 */
public record SendRequest(
        Holder holder, String destination, Network network, boolean verifiedBefore, boolean lastOneFailed) {

    Subject person() {
        return subject(Subject.Kind.PERSON, holder.userId(), true);
    }

    Subject number() {
        return subject(Subject.Kind.DESTINATION, destination, false);
    }

    Subject origin() {
        return subject(Subject.Kind.NETWORK, network.name(), false);
    }

    Subject ladder() {
        return subject(Subject.Kind.LADDER, destination, true);
    }

    private Subject subject(Subject.Kind kind, String value, boolean personal) {
        return new Subject(holder.realmId(), kind, holder.factor(), value, personal ? holder.userId() : null);
    }
}
