package dev.mfapack.risk.geo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfapack.risk.FileTrouble;
import dev.mfapack.risk.Observed;
import dev.mfapack.risk.Place;
import dev.mfapack.risk.Provider;
import dev.mfapack.risk.Why;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MmdbPlacesTest {

    private static final Instant BUILT = Instant.parse("2026-03-01T00:00:00Z");

    private static final Map<String, Object> GEOLITE = Map.of(
            "country", Map.of("iso_code", "NO"),
            "subdivisions", List.of(Map.of("iso_code", "03", "names", Map.of("en", "Oslo"))),
            "location", Map.of("latitude", 59.9, "longitude", 10.7));

    private static final Map<String, Object> DB_IP = Map.of(
            "country", Map.of("iso_code", "BR"),
            "subdivisions", List.of(Map.of("names", Map.of("en", "Bahia"))),
            "location", Map.of("latitude", -13.0, "longitude", -38.5));

    private static final Map<String, Object> IP_LOCATION_DB =
            Map.of("country_code", "PL", "state1", "Mazovia", "latitude", "52.2", "longitude", 21.0);

    @TempDir
    Path folder;

    private final List<String> told = new ArrayList<>();

    private Path file;
    private Instant now = BUILT.plus(Duration.ofDays(3));

    private final Clock clock = new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    };

    @BeforeEach
    void name() {
        file = folder.resolve("places.mmdb");
    }

    @Test
    void theLayoutsOfAllThreeAreRead() throws IOException {
        assertThat(placeOf(GEOLITE)).isEqualTo(place("NO", "03", 59.9, 10.7));
        assertThat(placeOf(DB_IP)).isEqualTo(place("BR", "Bahia", -13.0, -38.5));
        assertThat(placeOf(IP_LOCATION_DB)).isEqualTo(place("PL", "Mazovia", 52.2, 21.0));
        assertThat(placeOf(Map.of("country_code", "PL")))
                .isEqualTo(Observed.of(new Place("PL", Optional.empty(), Optional.empty())));
    }

    @Test
    void providersAreRead() throws IOException {
        put(Map.of("autonomous_system_number", 2119, "autonomous_system_organization", "Telenor"));

        assertThat(new MmdbPlaces(Optional.empty(), Optional.of(file), clock, FileTrouble.UNHEARD)
                        .provider(address("203.0.113.7")))
                .isEqualTo(Observed.of(new Provider(2119, "Telenor")));
    }

    @Test
    void whatHasNotTheFormItMustHaveIsNotThere() throws IOException {
        assertThat(placeOf(Map.of("country_code", "nowhere")).reason()).contains(Why.NOT_LISTED);
        assertThat(placeOf(Map.of("country_code", "PL", "latitude", 99.0, "longitude", 1.0)))
                .isEqualTo(Observed.of(new Place("PL", Optional.empty(), Optional.empty())));
    }

    @Test
    void addressesThatAreNotListedOrPrivateAreUnknown() throws IOException {
        put(GEOLITE);
        MmdbPlaces places = places();

        assertThat(places.place(address("8.8.8.8")).reason()).contains(Why.NOT_LISTED);
        for (String address :
                List.of("10.0.0.1", "192.168.1.1", "127.0.0.1", "100.64.0.1", "fd00::1", "fe80::1", "::1")) {
            assertThat(places.place(address(address)).reason()).contains(Why.PRIVATE_ADDRESS);
        }
        assertThat(new MmdbPlaces(Optional.empty(), Optional.empty(), clock, FileTrouble.UNHEARD)
                        .place(address("203.0.113.7"))
                        .reason())
                .contains(Why.NOT_CONFIGURED);
    }

    @Test
    void aFileThatIsMissingOrCutOffIsUnknownAndTakenOnceItIsThere() throws IOException {
        MmdbPlaces places = places();
        assertThat(places.place(address("203.0.113.7")).reason()).contains(Why.FILE_UNREADABLE);

        byte[] whole = MmdbWriter.file(GEOLITE, BUILT);
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));
        later();
        assertThat(places.place(address("203.0.113.7")).reason()).contains(Why.FILE_UNREADABLE);

        replace(whole);
        later();
        assertThat(places.place(address("203.0.113.7")).seen()).isPresent();
    }

    @Test
    void aNewFileIsTakenAndABrokenOneIsNot() throws IOException {
        put(GEOLITE);
        MmdbPlaces places = places();
        assertThat(places.place(address("203.0.113.7")).map(Place::country)).isEqualTo(Observed.of("NO"));

        replace(MmdbWriter.file(DB_IP, BUILT));
        later();
        assertThat(places.place(address("203.0.113.7")).map(Place::country)).isEqualTo(Observed.of("NO"));
        later();
        assertThat(places.place(address("203.0.113.7")).map(Place::country)).isEqualTo(Observed.of("BR"));

        assertThat(told).isEmpty();
        replace(new byte[100]);
        for (int look = 0; look < 4; look++) {
            later();
            assertThat(places.place(address("203.0.113.7")).map(Place::country)).isEqualTo(Observed.of("BR"));
        }
        assertThat(told).as("once for each change").hasSize(1).allMatch(line -> line.startsWith(file + ": "));

        Files.delete(file);
        later();
        assertThat(places.place(address("203.0.113.7")).map(Place::country)).isEqualTo(Observed.of("BR"));
    }

    @Test
    void aFileThatIsCutOffBelowItsReaderIsUnknown() throws IOException {
        put(GEOLITE);
        MmdbPlaces places = places();
        assertThat(places.place(address("203.0.113.7")).seen()).isPresent();

        Files.write(file, new byte[0]);

        assertThat(places.place(address("203.0.113.8")).reason()).contains(Why.FILE_UNREADABLE);
    }

    @Test
    void aFileThatIsWrittenOverMayPointToItself() throws IOException {
        put(GEOLITE);
        MmdbPlaces places = places();
        assertThat(places.place(address("203.0.113.7")).seen()).isPresent();

        byte[] whole = MmdbWriter.file(GEOLITE, BUILT);
        // The record itself becomes a pointer of two bytes to the begin of the data section, where it stands.
        whole[MmdbWriter.DATA] = 0b001_00_000;
        whole[MmdbWriter.DATA + 1] = 0;
        Files.write(file, whole);

        assertThat(places.place(address("203.0.113.7")).reason()).contains(Why.FILE_UNREADABLE);
    }

    @Test
    void whatAnIpv4FileCannotListIsNotBroken() throws IOException {
        put(GEOLITE);

        assertThat(places().place(address("2001:db8::7")).reason()).contains(Why.NOT_LISTED);
    }

    @Test
    void aClockThatIsSetBackHidesNoNewFile() throws IOException {
        MmdbPlaces places = places();
        now = now.plus(Duration.ofDays(2));
        assertThat(places.place(address("203.0.113.7")).reason()).contains(Why.FILE_UNREADABLE);

        put(GEOLITE);
        now = now.minus(Duration.ofDays(2));

        assertThat(places.place(address("203.0.113.7")).seen()).isPresent();
    }

    @Test
    void afterAYearAFileIsNotBelieved() throws IOException {
        put(GEOLITE);
        now = BUILT.plus(MmdbPlaces.OLDEST).plusSeconds(1);

        assertThat(places().place(address("203.0.113.7")).reason()).contains(Why.FILE_TOO_OLD);
    }

    private Observed<Place> placeOf(Map<String, Object> fields) throws IOException {
        put(fields);
        return places().place(address("203.0.113.7"));
    }

    private MmdbPlaces places() {
        return new MmdbPlaces(Optional.of(file), Optional.empty(), clock, (which, why) -> told.add(which + ": " + why));
    }

    private void put(Map<String, Object> fields) throws IOException {
        replace(MmdbWriter.file(fields, BUILT));
    }

    private void replace(byte[] bytes) throws IOException {
        Path other = Files.write(folder.resolve("other"), bytes);
        Files.move(other, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Each look comes after the time that the file is left alone. */
    private void later() {
        now = now.plus(MmdbFile.LOOK_AGAIN).plusSeconds(1);
        assertThat(now).isAfter(BUILT);
    }

    private static Observed<Place> place(String country, String region, double latitude, double longitude) {
        return Observed.of(new Place(country, Optional.of(region), Optional.of(new Place.Point(latitude, longitude))));
    }

    private static InetAddress address(String literal) throws IOException {
        return InetAddress.getByName(literal);
    }
}
