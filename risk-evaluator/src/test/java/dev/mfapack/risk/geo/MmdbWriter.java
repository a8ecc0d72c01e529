package dev.mfapack.risk.geo;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Writes a file in MaxMind's format 2.0 with one record for all IPv4 addresses that begin with a 1 bit, and none for others. */
final class MmdbWriter {

    /** Where the data section begins: behind one node and 16 zeros. */
    static final int DATA = 22;

    private static final int DOUBLE = 3;
    private static final int TEXT = 2;
    private static final int UINT16 = 5;
    private static final int UINT32 = 6;
    private static final int MAP = 7;
    private static final int UINT64 = 9;
    private static final int LIST = 11;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private MmdbWriter() {}

    static byte[] file(Map<String, Object> fields, Instant built) {
        MmdbWriter file = new MmdbWriter();
        // One node of two 24-bit records: a 0 bit finds nothing (1, the number of nodes), a 1 bit the first record
        // behind 16 zeros.
        file.out.writeBytes(new byte[] {0, 0, 1, 0, 0, 17});
        file.out.writeBytes(new byte[16]);
        file.write(fields);
        file.out.writeBytes(new byte[] {(byte) 0xAB, (byte) 0xCD, (byte) 0xEF});
        file.out.writeBytes("MaxMind.com".getBytes(StandardCharsets.US_ASCII));
        file.head(MAP, 9);
        file.write("binary_format_major_version");
        file.number(UINT16, 2, 2);
        file.write("binary_format_minor_version");
        file.number(UINT16, 0, 2);
        file.write("build_epoch");
        file.number(UINT64, built.getEpochSecond(), 8);
        file.write("database_type");
        file.write("Test");
        file.write("description");
        file.write(Map.of("en", "test"));
        file.write("ip_version");
        file.number(UINT16, 4, 2);
        file.write("languages");
        file.write(List.of("en"));
        file.write("node_count");
        file.number(UINT32, 1, 4);
        file.write("record_size");
        file.number(UINT16, 24, 2);
        return file.out.toByteArray();
    }

    private void write(Object value) {
        if (value instanceof String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            head(TEXT, bytes.length);
            out.writeBytes(bytes);
        } else if (value instanceof Double number) {
            head(DOUBLE, 8);
            out.writeBytes(ByteBuffer.allocate(8).putDouble(number).array());
        } else if (value instanceof Integer number) {
            number(UINT32, number, 4);
        } else if (value instanceof List<?> list) {
            head(LIST, list.size());
            list.forEach(this::write);
        } else if (value instanceof Map<?, ?> map) {
            head(MAP, map.size());
            map.forEach((key, inner) -> {
                write(key);
                write(inner);
            });
        } else {
            throw new IllegalArgumentException(value.toString());
        }
    }

    private void number(int type, long value, int size) {
        head(type, size);
        out.writeBytes(java.util.Arrays.copyOfRange(
                ByteBuffer.allocate(8).putLong(value).array(), 8 - size, 8));
    }

    private void head(int type, int size) {
        int small = Math.min(size, 29);
        if (type <= MAP) {
            out.write(type << 5 | small);
        } else {
            out.write(small);
            out.write(type - MAP);
        }
        if (small == 29) {
            out.write(size - 29);
        }
    }
}
