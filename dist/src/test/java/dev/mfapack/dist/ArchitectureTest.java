package dev.mfapack.dist;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.LocationProvider;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** Who may know whom, read from the shipped jars, so that nothing that ships escapes. */
@AnalyzeClasses(locations = ArchitectureTest.ShippedJar.class, importOptions = ArchitectureTest.WithoutLibraries.class)
class ArchitectureTest {
    private static final String PACK = "dev.mfapack.";

    private static final String CORE = "core";
    private static final String PERSISTENCE = "persistence";
    private static final String SMS_GATEWAYS = "smsgateways";
    private static final String RISK = "risk";
    private static final String FACTORS = "factors";
    private static final String AUTHENTICATORS = "authenticators";
    private static final String REQUIRED_ACTIONS = "requiredactions";
    private static final String AUDIT_LOG = "auditlog";
    private static final String REST_API = "restapi";
    private static final String REALM_TEMPLATES = "realmtemplates";

    private static final Map<String, String> FOLDERS = Map.of(
            CORE, "foundation/core",
            PERSISTENCE, "foundation/persistence",
            SMS_GATEWAYS, "foundation/sms-gateways",
            RISK, "risk-evaluator",
            FACTORS, "foundation/factors",
            AUTHENTICATORS, "authenticators",
            REQUIRED_ACTIONS, "required-actions",
            AUDIT_LOG, "audit-log",
            REST_API, "rest-api",
            REALM_TEMPLATES, "realm-templates");

    private static final DescribedPredicate<JavaClass> LIBRARIES = resideInAPackage(PACK + "shaded..");

    @ArchTest
    static final ArchRule everyClassHasARoom =
            classes().should().resideInAnyPackage(packages(FOLDERS.keySet().toArray(String[]::new)));

    @ArchTest
    static final ArchRule coreKnowsNobody = arrows(CORE);

    @ArchTest
    static final ArchRule smsGatewaysKnowCore = arrows(SMS_GATEWAYS, CORE);

    @ArchTest
    static final ArchRule riskKnowsCore = arrows(RISK, CORE);

    @ArchTest
    static final ArchRule persistenceKnowsCoreAndTheRiskPorts = arrowsAnd(riskPorts(), PERSISTENCE, CORE);

    @ArchTest
    static final ArchRule factorsKnowCorePersistenceAndGateways = arrows(FACTORS, CORE, PERSISTENCE, SMS_GATEWAYS);

    @ArchTest
    static final ArchRule authenticatorsKnowCoreFactorsAndRisk = arrows(AUTHENTICATORS, CORE, FACTORS, RISK);

    @ArchTest
    static final ArchRule requiredActionsKnowCoreAndFactors = arrows(REQUIRED_ACTIONS, CORE, FACTORS);

    @ArchTest
    static final ArchRule auditLogKnowsCoreAndPersistence = arrows(AUDIT_LOG, CORE, PERSISTENCE);

    @ArchTest
    static final ArchRule realmTemplatesKnowCore = arrows(REALM_TEMPLATES, CORE);

    @ArchTest
    static final ArchRule restApiKnowsCoreFactorsRiskPersistenceAndTemplates =
            arrows(REST_API, CORE, FACTORS, RISK, PERSISTENCE, REALM_TEMPLATES);

    @ArchTest
    static final ArchRule coreIsPlainJava = isPlainJava(PACK + CORE + "..");

    @ArchTest
    static final ArchRule riskIsPlainJavaButForItsKeycloakReaders = noClasses()
            .that(resideInAPackage(PACK + RISK + "..")
                    .and(DescribedPredicate.not(resideInAPackage(PACK + RISK + ".keycloak.."))))
            .should()
            .dependOnClassesThat(serverTypes())
            .allowEmptyShould(!hasSources(RISK));

    @ArchTest
    static final ArchRule randomnessIsSecure = noClasses()
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(Random.class, ThreadLocalRandom.class, SplittableRandom.class)
            .orShould()
            .callMethod(Math.class, "random")
            .because("codes, keys and ids must not be guessable");

    @ArchTest
    static final ArchRule nothingIsPrinted = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("dev.mfapack.core.audit.chain.VerifyCommand")
            .and()
            .doNotHaveFullyQualifiedName("dev.mfapack.risk.replay.ReplayCommand")
            .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS)
            .because("but for the commands there are, the server's log is the place");

    @ArchTest
    static final ArchRule loggingIsTheServers =
            noClasses().should().dependOnClassesThat().resideInAPackage("java.util.logging..");

    @ArchTest
    static final ArchRule coreIsToldTheTime = noClasses()
            .that()
            .resideInAPackage(PACK + CORE + "..")
            .should()
            .callMethodWhere(readsTheSystemClock())
            .orShould()
            .callConstructor(Date.class)
            .because("time is injected as a Clock");

    private static ArchRule arrows(String from, String... to) {
        return arrowsAnd(DescribedPredicate.alwaysFalse(), from, to);
    }

    private static ArchRule arrowsAnd(DescribedPredicate<JavaClass> also, String from, String... to) {
        String[] known = Stream.concat(Stream.of(from), Arrays.stream(to)).toArray(String[]::new);
        DescribedPredicate<JavaClass> otherRooms = resideInAPackage(PACK + ".")
                .and(DescribedPredicate.not(LIBRARIES))
                .and(DescribedPredicate.not(resideInAnyPackage(packages(known))))
                .and(DescribedPredicate.not(also))
                .as("stand in a room that no arrow leads to from %s (only to itself and %s)", from, List.of(to));
        return noClasses()
                .that()
                .resideInAPackage(PACK + from + "..")
                .should()
                .dependOnClassesThat(otherRooms)
                .allowEmptyShould(!hasSources(from));
    }

    /** A room without sources has nothing to check; from its first class on, a rule that finds no class is wrong itself. */
    private static boolean hasSources(String room) {
        return Files.isDirectory(Shipped.checkout()
                .resolve(Objects.requireNonNull(FOLDERS.get(room)))
                .resolve("src/main/java"));
    }

    /**
     * The contracts that persistence fulfils, the values that pass through them, and how what is counted fades. Of what knows Keycloak
     * only the contract by which Keycloak hands the stores over.
     */
    private static DescribedPredicate<JavaClass> riskPorts() {
        return describe(
                "are ports of risk",
                type -> resideInAPackage(PACK + RISK + "..").test(type)
                        && (type.isInterface()
                                || (!resideInAPackage(PACK + RISK + ".keycloak..")
                                                .test(type)
                                        && (type.isRecord()
                                                || type.isEnum()
                                                || type.getSimpleName().equals("Decay")))));
    }

    private static ArchRule isPlainJava(String room) {
        return noClasses().that().resideInAPackage(room).should().dependOnClassesThat(serverTypes());
    }

    private static DescribedPredicate<JavaClass> serverTypes() {
        return resideInAnyPackage("org.keycloak..", "jakarta.persistence..", "jakarta.ws.rs..", "org.hibernate..")
                .as("belong to Keycloak, JPA or JAX-RS");
    }

    private static DescribedPredicate<JavaCall<?>> readsTheSystemClock() {
        return describe("reads the system's clock", call -> {
            JavaClass owner = call.getTargetOwner();
            if (owner.isEquivalentTo(System.class)) {
                return Set.of("currentTimeMillis", "nanoTime").contains(call.getName());
            }
            return owner.getPackageName().equals("java.time") && call.getName().equals("now") && !isGivenAClock(call);
        });
    }

    private static boolean isGivenAClock(JavaCall<?> call) {
        return call.getTarget().getRawParameterTypes().stream().anyMatch(type -> type.isEquivalentTo(Clock.class));
    }

    private static String[] packages(String... rooms) {
        return Arrays.stream(rooms).map(room -> PACK + room + "..").toArray(String[]::new);
    }

    static final class ShippedJar implements LocationProvider {
        @Override
        public Set<Location> get(Class<?> testClass) {
            try (var pack = new JarFile(Shipped.jar().toFile());
                    var twilio = new JarFile(Shipped.twilioJar().toFile())) {
                return Set.of(Location.of(pack), Location.of(twilio));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    static final class WithoutLibraries implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("/dev/mfapack/shaded/");
        }
    }
}
