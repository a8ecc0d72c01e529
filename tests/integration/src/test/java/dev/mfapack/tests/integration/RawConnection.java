package dev.mfapack.tests.integration;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One connection to a server, by which any bytes go: the JDK's client refuses to send most of what a server should refuse. Not thread-safe. */
final class RawConnection implements AutoCloseable {

    /** A server that computes nothing for so long hangs. */
    private static final int PATIENCE_MILLIS = 60_000;

    /**
     * What came back.
     *
     * @param status 0 when the server closed the connection without a word
     * @param headers names in small letters and values, one after the other
     */
    record Answer(int status, List<String> headers, String body) {

        /** The first of that name; empty when there is none. */
        String header(String name) {
            String small = name.toLowerCase(Locale.ROOT);
            for (int i = 0; i < headers.size(); i += 2) {
                if (headers.get(i).equals(small)) {
                    return headers.get(i + 1);
                }
            }
            return "";
        }

        @Override
        public String toString() {
            return status + " " + headers + "\n" + body;
        }
    }

    private final URI server;
    private @Nullable Socket socket;
    private @Nullable InputStream in;

    RawConnection(URI server) {
        this.server = server;
    }

    /** Sends a whole request, and reads its answer. A kept connection that the server has given up meanwhile is opened anew. */
    Answer send(byte[] request) {
        boolean kept = socket != null;
        try {
            try {
                return exchange(request);
            } catch (EOFException | SocketException gone) {
                giveUp();
                if (kept) {
                    return exchange(request);
                }
                throw gone;
            }
        } catch (EOFException | SocketException gone) {
            giveUp();
            return new Answer(0, List.of(), "");
        } catch (IOException e) {
            giveUp();
            throw new AssertionError("No answer to " + text(request), e);
        }
    }

    @Override
    public void close() {
        giveUp();
    }

    /** The next request goes by another connection. */
    void giveUp() {
        try {
            if (socket != null) {
                socket.close();
            }
        } catch (IOException e) {
            // It is of no use any more.
        }
        socket = null;
        in = null;
    }

    /** Bytes as a log shows them. */
    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private Answer exchange(byte[] request) throws IOException {
        InputStream from = opened();
        socket.getOutputStream().write(request);
        Answer answer = read(from, text(request).startsWith("HEAD "));
        if (answer.header("Connection").equalsIgnoreCase("close")) {
            giveUp();
        }
        return answer;
    }

    private InputStream opened() throws IOException {
        if (in == null || socket == null) {
            socket = new Socket(server.getHost(), server.getPort());
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(PATIENCE_MILLIS);
            in = new BufferedInputStream(socket.getInputStream());
        }
        return in;
    }

    private static Answer read(InputStream from, boolean headAlone) throws IOException {
        int status;
        List<String> headers;
        do {
            String[] first = line(from).split(" ", 3);
            status = Integer.parseInt(first[1]);
            headers = headers(from);
        } while (status < 200);
        Answer head = new Answer(status, headers, "");
        boolean empty = headAlone || status == 204 || status == 304;
        return new Answer(status, headers, empty ? "" : new String(body(head, from), StandardCharsets.UTF_8));
    }

    private static List<String> headers(InputStream from) throws IOException {
        List<String> headers = new ArrayList<>();
        for (String line = line(from); !line.isEmpty(); line = line(from)) {
            int colon = line.indexOf(':');
            headers.add(line.substring(0, colon).toLowerCase(Locale.ROOT));
            headers.add(line.substring(colon + 1).strip());
        }
        return headers;
    }

    private static byte[] body(Answer head, InputStream from) throws IOException {
        if (head.header("Transfer-Encoding").equalsIgnoreCase("chunked")) {
            return chunks(from);
        }
        String length = head.header("Content-Length");
        return length.isEmpty() ? from.readAllBytes() : exactly(Integer.parseInt(length), from);
    }

    private static byte[] chunks(InputStream from) throws IOException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        int size = Integer.parseInt(line(from), 16);
        while (size > 0) {
            whole.writeBytes(exactly(size, from));
            line(from);
            size = Integer.parseInt(line(from), 16);
        }
        line(from);
        return whole.toByteArray();
    }

    private static byte[] exactly(int length, InputStream from) throws IOException {
        byte[] bytes = from.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException();
        }
        return bytes;
    }

    private static String line(InputStream from) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = from.read(); next != '\n'; next = from.read()) {
            if (next < 0) {
                throw new EOFException();
            }
            line.append((char) next);
        }
        return line.toString().stripTrailing();
    }
}
