package dev.mfapack.risk;

import java.util.Optional;

/**
 * Where an address is, as far as a file of places tells.
 *
 * @param country ISO 3166-1, two capital letters
 * @param region as the file names it; empty when it names none
 * @param point empty when the file has no coordinates
 */
public record Place(String country, Optional<String> region, Optional<Point> point) {

    /**
     * Degrees.
     *
     * @param latitude −90 to 90
     * @param longitude −180 to 180
     */
    public record Point(double latitude, double longitude) {

        public Point {
            if (!(Math.abs(latitude) <= 90) || !(Math.abs(longitude) <= 180)) {
                throw new IllegalArgumentException("no point on earth");
            }
        }
    }
}
