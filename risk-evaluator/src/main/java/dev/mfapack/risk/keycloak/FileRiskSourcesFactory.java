package dev.mfapack.risk.keycloak;

import dev.mfapack.core.key.HashKey;
import dev.mfapack.risk.NetworkListFiles;
import dev.mfapack.risk.Places;
import dev.mfapack.risk.Reputation;
import dev.mfapack.risk.UserAgents;
import dev.mfapack.risk.ValueHash;
import dev.mfapack.risk.geo.MmdbPlaces;
import io.micrometer.core.instrument.Metrics;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;

/**
 * Sources {@code default}: files of the operator's; options {@code --spi-mfa-risk--default--…}. A file that is missing or broken
 * keeps neither the server from starting nor anybody from logging in: what it would have told is unknown then.
 */
public final class FileRiskSourcesFactory implements RiskSourcesFactory {

    private static final Logger LOG = Logger.getLogger(FileRiskSourcesFactory.class);

    private static final String PLACES = "places-file";
    private static final String PROVIDERS = "asn-file";

    private @Nullable RiskSources sources;

    @Override
    public RiskSources create(KeycloakSession session) {
        return Optional.ofNullable(sources)
                .orElseThrow(() -> new IllegalStateException("the factory was not initialized"));
    }

    @Override
    public void init(Config.Scope options) {
        Map<Reputation.Listing, Path> lists = new EnumMap<>(Reputation.Listing.class);
        for (Reputation.Listing listing : Reputation.Listing.values()) {
            file(options, option(listing)).ifPresent(file -> lists.put(listing, file));
        }
        sources = new Files(
                new MmdbPlaces(
                        file(options, PLACES),
                        file(options, PROVIDERS),
                        ServerClock.INSTANCE,
                        FileRiskSourcesFactory::tell),
                new NetworkListFiles(lists, ServerClock.INSTANCE, FileRiskSourcesFactory::tell));
    }

    private static void tell(Path file, String why) {
        LOG.warnf(
                "Risk: the file %s cannot be taken, and what was read of it before goes on holding, if anything was: %s",
                file, why);
        Metrics.counter("mfa.risk.files.not.taken", "file", String.valueOf(file.getFileName()))
                .increment();
    }

    private static final class Files implements RiskSources {

        private final Places places;
        private final Reputation networks;
        private final Map<HashKey, ValueHash> hashes = new ConcurrentHashMap<>();
        private @Nullable UserAgents userAgents;

        Files(Places places, Reputation networks) {
            this.places = places;
            this.networks = networks;
        }

        @Override
        public Places places() {
            return places;
        }

        @Override
        public Reputation networks() {
            return networks;
        }

        /** Its parser reads thousands of patterns: not at the start of a server that may never need it. */
        @Override
        public synchronized UserAgents userAgents() {
            if (userAgents == null) {
                userAgents = new UserAgents();
            }
            return userAgents;
        }

        @Override
        public Map<HashKey, ValueHash> hashes() {
            return hashes;
        }
    }

    private static Optional<Path> file(Config.Scope options, String option) {
        return Optional.ofNullable(options.get(option))
                .filter(name -> !name.isBlank())
                .map(name -> Path.of(name.strip()));
    }

    private static String option(Reputation.Listing listing) {
        return listing.name().toLowerCase(Locale.ROOT) + "-file";
    }

    @Override
    public List<ProviderConfigProperty> getConfigMetadata() {
        ProviderConfigurationBuilder properties = ProviderConfigurationBuilder.create();
        add(properties, PLACES, "MMDB file of countries or cities, such as GeoLite2-City.mmdb.");
        add(properties, PROVIDERS, "MMDB file of autonomous systems, such as GeoLite2-ASN.mmdb.");
        Arrays.stream(Reputation.Listing.values())
                .forEach(listing ->
                        add(properties, option(listing), "Networks in CIDR notation, one to a line: " + help(listing)));
        return properties.build();
    }

    private static String help(Reputation.Listing listing) {
        return switch (listing) {
            case DENY -> "nobody gets in from them.";
            case ALLOW -> "the operator's own.";
            case TOR -> "exits of Tor.";
            case VPN -> "of VPNs.";
            case DATACENTER -> "of datacenters.";
        };
    }

    private static void add(ProviderConfigurationBuilder properties, String name, String help) {
        properties
                .property()
                .name(name)
                .type(ProviderConfigProperty.STRING_TYPE)
                .helpText(help)
                .add();
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {}

    @Override
    public void close() {}

    @Override
    public String getId() {
        return "default";
    }
}
