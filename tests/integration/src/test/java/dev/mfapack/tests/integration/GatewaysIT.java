package dev.mfapack.tests.integration;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.exactly;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.github.tomakehurst.wiremock.client.BasicCredentials;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.mfapack.tests.bench.Deadline;
import dev.mfapack.tests.bench.FormClient;
import dev.mfapack.tests.bench.RealmAdmin;
import dev.mfapack.tests.bench.RelyingParty;
import dev.mfapack.tests.bench.server.BenchSettings;
import dev.mfapack.tests.bench.server.Distribution;
import dev.mfapack.tests.bench.server.KeycloakNode;
import dev.mfapack.tests.bench.server.NodeSettings;
import dev.mfapack.tests.bench.server.Vendor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Gateways in the real server: Twilio's jar beside the pack's, and beside them the example that the documentation gives. */
class GatewaysIT {

    private static final Path PAGE = Path.of("../../docs/gateways.md");
    private static final Pattern EXAMPLE = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final String SERVICE = "META-INF/services/dev.mfapack.smsgateways.SmsGatewayProviderFactory";

    private static final String ACCOUNT = "AC0123456789abcdef0123456789abcdef";
    private static final String SECRET = "bench-twilio-secret-7b19c2";
    private static final String NUMBER = "+4915228817386";
    private static final String MESSAGES = "/2010-04-01/Accounts/" + ACCOUNT + "/Messages.json";

    @RegisterExtension
    static final WireMockExtension PROVIDERS = WireMockExtension.newInstance()
            .options(options().bindAddress("localhost").dynamicPort())
            .build();

    private static Distribution distribution;

    @BeforeAll
    static void build(@TempDir Path directory) throws IOException {
        List<Path> jars = new ArrayList<>(BenchSettings.providers());
        jars.add(exampleJar(directory, jars));
        distribution = Distribution.with(jars, Vendor.H2);
    }

    @Test
    @DisplayName(
            "I8: what Twilio does not take goes by the example's gateway, with a secret from the vault and no trace of it")
    void whatTwilioDoesNotTakeGoesByTheExample(@TempDir Path vault) throws IOException {
        Files.writeString(vault.resolve("master_twilio-secret"), SECRET + "\n");
        PROVIDERS.stubFor(post(urlEqualTo(MESSAGES))
                .willReturn(aResponse().withStatus(503).withBody("{\"code\": 20503}")));
        PROVIDERS.stubFor(post(urlEqualTo("/example")).willReturn(aResponse().withStatus(200)));
        KeycloakNode node = new KeycloakNode(settings("gateways", "twilio,example")
                .withOption("vault-dir", vault.toString())
                .withOption("spi-mfa-sms-gateway--twilio--account-sid", ACCOUNT)
                .withOption("spi-mfa-sms-gateway--twilio--secret-vault-entry", "twilio-secret")
                .withOption("spi-mfa-sms-gateway--twilio--from", "+12015550123")
                .withOption("spi-mfa-sms-gateway--twilio--url", PROVIDERS.baseUrl())
                .withOption("spi-mfa-sms-gateway--example--url", PROVIDERS.url("/example")));
        node.start();
        try {
            logIn(MfaDemo.on(node));

            Deadline.ofSeconds(15)
                    .until(
                            "the example's metric",
                            () -> node.metrics()
                                    .contains("mfa_sms_send_seconds_count{gateway=\"example\",outcome=\"taken\"} 1"));
            PROVIDERS.verify(
                    exactly(1),
                    postRequestedFor(urlEqualTo(MESSAGES))
                            .withBasicAuth(new BasicCredentials(ACCOUNT, SECRET))
                            .withFormParam("To", equalTo(NUMBER)));
            PROVIDERS.verify(
                    exactly(1),
                    postRequestedFor(urlEqualTo("/example"))
                            .withHeader("To", equalTo(NUMBER))
                            .withRequestBody(containing("@localhost #")));
            assertThat(node.metrics())
                    .contains("mfa_sms_send_seconds_count{gateway=\"twilio\",outcome=\"trouble\"} 1")
                    .contains("mfa_sms_breaker{gateway=\"twilio\",state=\"closed\"} 1")
                    .contains("mfa_sms_breaker{gateway=\"example\",state=\"open\"} 0")
                    .doesNotContain(NUMBER.substring(1), SECRET);
            assertThat(node.log())
                    .contains("Text messages leave by: twilio, example")
                    .contains("gateway twilio failed: http-503 (TROUBLE)")
                    .doesNotContain(NUMBER.substring(1), SECRET);
        } finally {
            node.stop();
        }
    }

    @Test
    @DisplayName("C4: a server in production mode does not start with the gateway that writes codes to the log")
    void productionDoesNotStartWithTheLogGateway() {
        KeycloakNode node = new KeycloakNode(settings("no-log", "log"));

        assertThatIllegalStateException()
                .isThrownBy(node::start)
                .withStackTraceContaining(
                        "mfa-sms-gateway log: it writes codes to the log and is for development only");
        assertThat(node.isRunning()).isFalse();
    }

    private static NodeSettings settings(String name, String gateways) {
        return NodeSettings.onH2(name, distribution)
                .withOption("spi-mfa-sms-gateway--chain--gateways", gateways)
                .withOption("spi-password-hashing--argon2--iterations", "1")
                .withOption("spi-password-hashing--argon2--memory", "64")
                .withJavaOption("-XX:TieredStopAtLevel=1");
    }

    private static void logIn(RealmAdmin realm) {
        MfaDemo.personWithPhone(realm, "paul", NUMBER);
        try (RelyingParty app = RelyingParty.existing(realm, "sample-app")) {
            FormClient client = new FormClient();
            FormClient.Page form = client.get(app.login().begin().uri());
            client.submit(form, "#kc-form-login", Map.of("username", "paul", "password", "demo"));
        }
    }

    /** Compiles what the page shows, against what ships, and packs it as the page says. */
    private static Path exampleJar(Path directory, List<Path> shipped) throws IOException {
        Matcher code = EXAMPLE.matcher(Files.readString(PAGE));
        assertThat(code.find()).as("the example in " + PAGE).isTrue();
        Path source = directory.resolve("ExampleGateway.java");
        Files.writeString(source, code.group(1));
        String classPath = System.getProperty("java.class.path")
                + shipped.stream().map(jar -> ":" + jar).reduce("", String::concat);
        int result = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "--release",
                        "17",
                        "-proc:none",
                        "-cp",
                        classPath,
                        "-d",
                        directory.toString(),
                        source.toString());
        assertThat(result).as("the compiler's result").isZero();

        Path jar = directory.resolve("example-gateway.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            put(out, SERVICE, "com.example.ExampleGateway\n".getBytes(StandardCharsets.UTF_8));
            put(
                    out,
                    "com/example/ExampleGateway.class",
                    Files.readAllBytes(directory.resolve("com/example/ExampleGateway.class")));
        }
        return jar;
    }

    /** With a fixed time, so that a server built with the same jar is found again. */
    private static void put(JarOutputStream out, String name, byte[] content) throws IOException {
        JarEntry entry = new JarEntry(name);
        entry.setLastModifiedTime(FileTime.fromMillis(0));
        out.putNextEntry(entry);
        out.write(content);
        out.closeEntry();
    }
}
