package dev.mfapack.smsgateways.http;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** HTTP statuses, as {@code 200-299} or {@code 200,202}. */
record StatusRanges(List<Range> ranges) {

    private static final Pattern RANGE = Pattern.compile("([1-5][0-9]{2})(?:-([1-5][0-9]{2}))?");

    record Range(int first, int last) {}

    /**
     * Reads a list.
     *
     * @throws IllegalArgumentException when it is empty or no list of statuses and ranges
     */
    static StatusRanges of(List<String> items) {
        List<Range> ranges = items.stream().map(StatusRanges::range).toList();
        if (ranges.isEmpty()) {
            throw bad();
        }
        return new StatusRanges(ranges);
    }

    boolean contain(int status) {
        return ranges.stream().anyMatch(range -> range.first() <= status && status <= range.last());
    }

    private static Range range(String item) {
        Matcher matcher = RANGE.matcher(item);
        if (!matcher.matches()) {
            throw bad();
        }
        int first = Integer.parseInt(matcher.group(1));
        int last = matcher.group(2) == null ? first : Integer.parseInt(matcher.group(2));
        if (last < first) {
            throw bad();
        }
        return new Range(first, last);
    }

    private static IllegalArgumentException bad() {
        return new IllegalArgumentException(
                "success-status must list statuses from 100 to 599, such as 200-299 or 200,202");
    }
}
