package dev.mfapack.tests.bench.server;

/** A database kind that the server is built for. */
public enum Vendor {
    H2("dev-file"),
    POSTGRES("postgres");

    private final String serverName;

    Vendor(String serverName) {
        this.serverName = serverName;
    }

    /** The value of the server's build option {@code db}. */
    public String serverName() {
        return serverName;
    }

    /**
     * The vendor of that name, in any case.
     *
     * @throws IllegalArgumentException for any other name
     */
    public static Vendor of(String name) {
        for (Vendor vendor : values()) {
            if (vendor.name().equalsIgnoreCase(name)) {
                return vendor;
            }
        }
        throw new IllegalArgumentException("No such database: " + name + " (h2, postgres)");
    }
}
