package dev.mfapack.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class PlacesFileTest {

    @Test
    void findsItsFileBehindOthers() throws Exception {
        byte[] places = new byte[1300];
        Arrays.fill(places, (byte) 7);

        byte[] archive = archive(entry("package/README.md", new byte[600]), entry("package/x-country.mmdb", places));

        assertThat(PlacesFile.unpacked(archive)).isEqualTo(places);
    }

    @Test
    void saysWhenThereIsNone() throws Exception {
        byte[] archive = archive(entry("package/README.md", new byte[10]));

        assertThatThrownBy(() -> PlacesFile.unpacked(archive)).isInstanceOf(IOException.class);
    }

    private static byte[] archive(byte[]... entries) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            for (byte[] entry : entries) {
                gzip.write(entry);
            }
            gzip.write(new byte[1024]);
        }
        return out.toByteArray();
    }

    private static byte[] entry(String name, byte[] content) {
        byte[] entry = new byte[512 + (content.length + 511) / 512 * 512];
        put(entry, 0, name);
        put(entry, 124, "%011o".formatted(content.length));
        System.arraycopy(content, 0, entry, 512, content.length);
        return entry;
    }

    private static void put(byte[] entry, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, entry, at, bytes.length);
    }
}
