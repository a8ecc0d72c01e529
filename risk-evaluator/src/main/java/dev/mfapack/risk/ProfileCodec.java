package dev.mfapack.risk;

import dev.mfapack.risk.Profile.Seen;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * A profile as bytes, big-endian.
 *
 * <ol>
 *   <li>version of the format: 1
 *   <li>key ids of new and of older hashes, 4 bytes each
 *   <li>last day, 4 bytes; days and logins, 2 bytes each
 *   <li>last place: latitude and longitude in tenths of a degree, 2 bytes each, and the time in seconds, 8 bytes; latitude −32768 when
 *       there is none
 *   <li>hours: five 4-byte floats, and the day
 *   <li>pace: a 4-byte float, and the last login in seconds, 8 bytes
 *   <li>number of entries, 1 byte; each 13 bytes as {@link Entries} has them
 *   <li>CRC-32 of all before
 * </ol>
 */
final class ProfileCodec {

    private static final byte VERSION = 1;

    private static final int FIXED = 1 + 8 + 8 + 12 + 24 + 12 + 1;
    private static final int CHECKSUM = 4;
    private static final short NOWHERE = Short.MIN_VALUE;

    private ProfileCodec() {}

    static byte[] write(Profile profile) {
        ByteBuffer bytes =
                ByteBuffer.allocate(FIXED + Entries.BYTES * profile.entries().size() + CHECKSUM);
        bytes.put(VERSION)
                .putInt(profile.keyId())
                .putInt(profile.previousKeyId())
                .putInt(profile.lastDay())
                .putShort(Fixed.of(profile.daysWhenLastSeen()))
                .putShort((short) profile.logins());
        Optional<Seen> last = profile.last();
        bytes.putShort(last.map(seen -> Tenths.of(seen.point().latitude())).orElse(NOWHERE))
                .putShort(last.map(seen -> Tenths.of(seen.point().longitude())).orElse(NOWHERE))
                .putLong(last.map(seen -> seen.time().getEpochSecond()).orElse(0L));
        Hours hours = profile.hours();
        bytes.putFloat((float) hours.cos1())
                .putFloat((float) hours.sin1())
                .putFloat((float) hours.cos2())
                .putFloat((float) hours.sin2())
                .putFloat((float) hours.weight())
                .putInt(hours.day());
        bytes.putFloat((float) profile.pace().perDay())
                .putLong(profile.pace().last().getEpochSecond());
        bytes.put((byte) profile.entries().size()).put(profile.entries().bytes());
        return bytes.putInt(checksum(bytes.array(), bytes.position())).array();
    }

    static Observed<Profile> read(byte[] blob) {
        if (blob.length == 0) {
            return Observed.of(Profile.EMPTY);
        }
        if (blob[0] != VERSION) {
            return Observed.unknown(Why.OTHER_VERSION);
        }
        int content = blob.length - CHECKSUM;
        if (content < FIXED
                || blob.length > Profile.LONGEST
                || ByteBuffer.wrap(blob).getInt(content) != checksum(blob, content)) {
            return Observed.unknown(Why.CORRUPT);
        }
        try {
            return Observed.of(read(ByteBuffer.wrap(blob, 1, content - 1)));
        } catch (BufferUnderflowException | IllegalArgumentException | DateTimeException e) {
            return Observed.unknown(Why.CORRUPT);
        }
    }

    private static Profile read(ByteBuffer bytes) {
        int keyId = bytes.getInt();
        int previousKeyId = bytes.getInt();
        int lastDay = bytes.getInt();
        double days = Fixed.count(bytes.getShort());
        int logins = Short.toUnsignedInt(bytes.getShort());
        Optional<Seen> last = last(bytes.getShort(), bytes.getShort(), bytes.getLong());
        Hours hours = new Hours(
                finite(bytes.getFloat()),
                finite(bytes.getFloat()),
                finite(bytes.getFloat()),
                finite(bytes.getFloat()),
                finite(bytes.getFloat()),
                bytes.getInt());
        Pace pace = new Pace(finite(bytes.getFloat()), Instant.ofEpochSecond(bytes.getLong()));
        int size = bytes.get();
        Entries entries = new Entries(bytes);
        if (entries.size() != size) {
            throw new IllegalArgumentException("another number of values than is told");
        }
        return new Profile(keyId, previousKeyId, lastDay, days, logins, last, hours, pace, entries);
    }

    private static Optional<Seen> last(short latitude, short longitude, long second) {
        return latitude == NOWHERE
                ? Optional.empty()
                : Optional.of(new Seen(
                        new Place.Point(Tenths.degrees(latitude), Tenths.degrees(longitude)),
                        Instant.ofEpochSecond(second)));
    }

    private static float finite(float value) {
        if (!Float.isFinite(value)) {
            throw new IllegalArgumentException("no number");
        }
        return value;
    }

    private static int checksum(byte[] bytes, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }
}
