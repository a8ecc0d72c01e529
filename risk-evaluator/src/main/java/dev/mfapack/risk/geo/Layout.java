package dev.mfapack.risk.geo;

import dev.mfapack.risk.Place;
import dev.mfapack.risk.Provider;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How the fields are called. GeoIP2, GeoLite2 and DB-IP nest them ({@code country.iso_code}, {@code subdivisions}, {@code location}),
 * DB-IP without codes of regions; ip-location-db has them flat ({@code country_code}, {@code state1}, {@code latitude}). What has not
 * the form that it must have is not there: a file that is overwritten while it is read may yield anything.
 */
final class Layout {

    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
    private static final int LONGEST = 80;

    private Layout() {}

    static Optional<Place> place(Map<?, ?> fields) {
        return country(fields).map(country -> new Place(country, region(fields), point(fields)));
    }

    static Optional<Provider> provider(Map<?, ?> fields) {
        return fields.get("autonomous_system_number") instanceof Number number && number.longValue() > 0
                ? Optional.of(new Provider(
                        number.longValue(),
                        text(fields.get("autonomous_system_organization")).orElse("")))
                : Optional.empty();
    }

    private static Optional<String> country(Map<?, ?> fields) {
        return Stream.of(
                        fields.get("country_code"),
                        in(fields, "country", "iso_code"),
                        in(fields, "registered_country", "iso_code"))
                .flatMap(it -> text(it).stream())
                .filter(it -> COUNTRY.matcher(it).matches())
                .findFirst();
    }

    private static Optional<String> region(Map<?, ?> fields) {
        Object first = fields.get("subdivisions") instanceof List<?> list && !list.isEmpty() ? list.get(0) : null;
        Map<?, ?> subdivision = first instanceof Map<?, ?> map ? map : Map.of();
        return Stream.of(subdivision.get("iso_code"), in(subdivision, "names", "en"), fields.get("state1"))
                .flatMap(it -> text(it).stream())
                .findFirst();
    }

    private static Optional<Place.Point> point(Map<?, ?> fields) {
        Optional<Double> latitude = degrees(in(fields, "location", "latitude"), fields.get("latitude"), 90);
        Optional<Double> longitude = degrees(in(fields, "location", "longitude"), fields.get("longitude"), 180);
        return latitude.flatMap(north -> longitude.map(east -> new Place.Point(north, east)));
    }

    private static Optional<Double> degrees(@Nullable Object nested, @Nullable Object flat, double most) {
        Object value = nested == null ? flat : nested;
        if (value instanceof String text && text.matches("-?[0-9]{1,3}(\\.[0-9]{1,10})?")) {
            value = Double.valueOf(text);
        }
        return value instanceof Number number && Math.abs(number.doubleValue()) <= most
                ? Optional.of(number.doubleValue())
                : Optional.empty();
    }

    private static @Nullable Object in(Map<?, ?> fields, String outer, String inner) {
        return fields.get(outer) instanceof Map<?, ?> map ? map.get(inner) : null;
    }

    private static Optional<String> text(@Nullable Object value) {
        return Optional.ofNullable(value)
                .filter(String.class::isInstance)
                .map(Objects::toString)
                .map(String::strip)
                .filter(it -> !it.isEmpty() && it.length() <= LONGEST);
    }
}
