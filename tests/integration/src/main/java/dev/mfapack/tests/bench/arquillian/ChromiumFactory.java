package dev.mfapack.tests.bench.arquillian;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jboss.arquillian.config.descriptor.api.ArquillianDescriptor;
import org.jboss.arquillian.drone.spi.Configurator;
import org.jboss.arquillian.drone.spi.Destructor;
import org.jboss.arquillian.drone.spi.DronePoint;
import org.jboss.arquillian.drone.spi.Instantiator;
import org.jboss.arquillian.drone.webdriver.configuration.WebDriverConfiguration;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** Headless Chromium for every {@code @Drone WebDriver}, each with a fresh profile that the driver throws away. Takes what the system has, downloads nothing. */
public final class ChromiumFactory
        implements Configurator<WebDriver, WebDriverConfiguration>,
                Instantiator<WebDriver, WebDriverConfiguration>,
                Destructor<WebDriver> {

    private static final List<Path> BROWSERS = List.of(
            Path.of("/usr/bin/chromium"), Path.of("/usr/bin/chromium-browser"), Path.of("/usr/bin/google-chrome"));
    private static final List<Path> DRIVERS =
            List.of(Path.of("/usr/bin/chromedriver"), Path.of("/usr/lib/chromium-browser/chromedriver"));
    private static final int BLOCK = 2;

    /** Comes before Drone's own factory for {@link WebDriver}, whose precedence is 0. */
    @Override
    public int getPrecedence() {
        return 100;
    }

    @Override
    public WebDriverConfiguration createConfiguration(ArquillianDescriptor descriptor, DronePoint<WebDriver> point) {
        return new Browser(Stream.of(point.getAnnotations()).noneMatch(WithoutScripts.class::isInstance));
    }

    @Override
    public WebDriver createInstance(WebDriverConfiguration configuration) {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(find("mfapack.chromium", BROWSERS));
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-default-apps",
                "--disable-extensions",
                "--disable-sync",
                "--no-first-run",
                "--lang=en-US",
                "--window-size=1280,900");
        if (!((Browser) configuration).scripts) {
            options.setExperimentalOption(
                    "prefs", Map.of("profile.managed_default_content_settings.javascript", BLOCK));
        }
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(find("mfapack.chromedriver", DRIVERS))
                .usingAnyFreePort()
                .build();
        ChromeDriver driver = new ChromeDriver(service, options);
        driver.manage().timeouts().pageLoadTimeout(Duration.ofSeconds(30));
        return driver;
    }

    @Override
    public void destroyInstance(WebDriver driver) {
        driver.quit();
    }

    private static File find(String property, List<Path> usual) {
        String given = System.getProperty(property, "");
        if (!given.isEmpty()) {
            return new File(given);
        }
        return usual.stream()
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "None of " + usual + " is there; install Chromium and its driver, or name it by -D" + property))
                .toFile();
    }

    /** What kind of browser a field asks for. Drone itself insists on its own type. */
    private static final class Browser extends WebDriverConfiguration {

        private final boolean scripts;

        Browser(boolean scripts) {
            super(null);
            this.scripts = scripts;
            setBrowserName("chromium");
        }
    }
}
