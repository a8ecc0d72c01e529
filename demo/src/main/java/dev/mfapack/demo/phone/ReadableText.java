package dev.mfapack.demo.phone;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A message's text cut where it holds web links, so that the page can offer them as links. */
final class ReadableText {

    private static final Pattern LINK = Pattern.compile("https?://[^\\s<>\"]+");

    private ReadableText() {}

    /** Enough to see where a link leads; the tokens that follow would bury the rest of the message. */
    private static final int SHOWN_OF_A_LINK = 60;

    /**
     * A piece of the text.
     *
     * @param link whether it is a web address in whole
     */
    public record Piece(String text, boolean link) {

        public String shown() {
            return link && text.length() > SHOWN_OF_A_LINK ? text.substring(0, SHOWN_OF_A_LINK) + "…" : text;
        }
    }

    static List<Piece> of(String text) {
        var pieces = new ArrayList<Piece>();
        var link = LINK.matcher(text);
        int done = 0;
        while (link.find()) {
            if (link.start() > done) {
                pieces.add(new Piece(text.substring(done, link.start()), false));
            }
            pieces.add(new Piece(link.group(), true));
            done = link.end();
        }
        if (done < text.length()) {
            pieces.add(new Piece(text.substring(done), false));
        }
        return List.copyOf(pieces);
    }
}
