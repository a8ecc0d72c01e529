package dev.mfapack.core.challenge;

/** Where codes can be sent: a telephone number or an email address. Personal data: {@code toString} gives the masked form. */
public interface Destination {

    /** The whole of it, as it is stored and compared. */
    String value();

    /** For people to recognise, of no use to others. */
    String masked();
}
