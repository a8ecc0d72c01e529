package dev.mfapack.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mfapack.demo.web.Addresses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * Walks through a demo that runs on fresh data and takes the pictures of the documentation on the way. {@code bin/screenshots} starts
 * both. Every step waits for what it expects to see, so a demo that does not work ends the walk.
 */
public final class Screenshots {

    private static final Dimension DESKTOP = new Dimension(1100, 800);
    private static final Dimension MOBILE = new Dimension(390, 844);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);

    /** Held here, since loggers that nobody holds forget their level. */
    private static final Logger SELENIUM_LOG = Logger.getLogger("org.openqa.selenium");

    private final ChromeDriver browser;
    private final WebDriverWait wait;
    private final Addresses addresses;
    private final Path folder;
    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();

    private Screenshots(ChromeDriver browser, Addresses addresses, Path folder) {
        this.browser = browser;
        this.wait = new WebDriverWait(browser, PATIENCE, LOOK_EVERY);
        this.addresses = addresses;
        this.folder = folder;
    }

    /**
     * Takes all pictures.
     *
     * @param arguments the folder for the pictures, then the ports of Keycloak, the phone page and the sample app
     * @throws Exception when the demo does not show what it should
     */
    public static void main(String[] arguments) throws Exception {
        var folder = Path.of(arguments[0]);
        var ports = Arrays.stream(arguments).skip(1).map(Integer::valueOf).toList();
        var addresses = Addresses.onPorts(ports.get(0), ports.get(1), ports.get(2));
        Files.createDirectories(folder);
        var browser = chromium();
        try {
            new Screenshots(browser, addresses, folder).walk();
        } catch (WebDriverException e) {
            var seen = Files.createTempFile("screenshots-", ".png");
            Files.write(seen, browser.getScreenshotAs(OutputType.BYTES));
            System.err.println("What the browser showed last: " + seen);
            throw e;
        } finally {
            browser.quit();
        }
    }

    private static ChromeDriver chromium() {
        // Selenium warns that it does not speak this Chromium's own protocol, which nothing here asks it to.
        SELENIUM_LOG.setLevel(Level.SEVERE);
        var options = new ChromeOptions();
        options.setBinary(
                onPath("chromium", "chromium-browser", "google-chrome").toString());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--no-first-run",
                "--hide-scrollbars",
                "--lang=en");
        var driver = new ChromeDriverService.Builder()
                .usingDriverExecutable(onPath("chromedriver").toFile())
                .build();
        return new ChromeDriver(driver, options);
    }

    private static Path onPath(String... names) {
        return Stream.of(names)
                .flatMap(name ->
                        Arrays.stream(System.getenv("PATH").split(":", -1)).map(directory -> Path.of(directory, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "There is no " + List.of(names) + " here (Debian: apt install chromium chromium-driver)."));
    }

    private void walk() throws IOException, InterruptedException {
        new AuditTour(addresses).setPolicy("mfa.risk.mode", "shadow");
        enrolAPhone();
        proveMoreForTheApi();
        transferMoney();
        signOut();
        signInWithACode();
        makeBackupCodes();
        readTheNotice();
        lookAtTheAccountConsole();
        removeAFactor();
        signOut();
        chooseAnotherWay();
        chooseAFactor();
        recover();
        signInByMail();
        takeTheGatewayDown();
        comeWithAnotherBrowser();
        auditTheLog();
    }

    /** All of them come from this machine, so that a new browser is all that can stand out; here it is asked for more by itself. */
    private void comeWithAnotherBrowser() throws IOException, InterruptedException {
        var tour = new AuditTour(addresses);
        tour.setPolicy("mfa.risk.mode", "enforce");
        tour.setPolicy("mfa.risk.mfa-from", "1");
        open(addresses.app());
        browser.manage().deleteAllCookies();
        browser.manage().window().setSize(MOBILE);
        open(addresses.app().resolve("/account"));
        password("dave");
        wait.until(ExpectedConditions.textToBePresentInElementLocated(
                By.tagName("body"), "with a browser that is new for your account"));
        picture("risk-asked");
        browser.manage().window().setSize(DESKTOP);
    }

    /** The codes are those of a demo that is gone when the picture is seen. */
    private void makeBackupCodes() throws IOException {
        open(URI.create(addresses.account() + "/account-security/signing-in"));
        click(By.cssSelector("[data-testid='mfa-backup-codes/create']"));
        shown(By.id("mfa-codes"));
        picture("backup-codes");
        click(By.id("kept"));
        click(By.id("mfa-backup-codes-submit"));
        wait.until(ExpectedConditions.urlContains("/account"));
    }

    private void auditTheLog() throws IOException, InterruptedException {
        var tour = new AuditTour(addresses);
        terminal(tour.query());
        picture("audit-query");
        terminal(tour.verification());
        picture("audit-verify");
    }

    private void terminal(String text) {
        open(URI.create("about:blank"));
        browser.executeScript(
                "document.body.style.background = '#111'; const p = document.createElement('pre');"
                        + " p.style = 'color: #eee; font: 14px monospace; white-space: pre-wrap; padding: 12px';"
                        + " p.textContent = arguments[0]; document.body.append(p);",
                text);
    }

    private void signInByMail() throws IOException, InterruptedException {
        open(addresses.app().resolve("/account"));
        int before = messages().size();
        password("frank");
        shown(By.id("mfa-code"));
        String code = codeAfter(before);
        wait.until(x -> !browser.findElement(By.id("mfa-delivery")).getText().isEmpty());
        picture("email-code");
        phonePicture("email-mailbox");
        enter(code);
        wait.until(ExpectedConditions.textToBe(By.id("acr"), "mfa"));
        signOut();
    }

    /** A role asks for level 2, and the person has no factor for it yet. */
    private void chooseAFactor() throws IOException, InterruptedException {
        new AuditTour(addresses).setPolicy("mfa.enrol.skips", "3");
        open(addresses.app().resolve("/account"));
        password("erin");
        shown(By.id("mfa-choose-factor"));
        picture("choose-factor");
        open(addresses.app());
        browser.manage().deleteAllCookies();
    }

    private void enrolAPhone() throws IOException, InterruptedException {
        browser.manage().window().setSize(DESKTOP);
        open(addresses.app());
        picture("sample-app");
        click(By.linkText("Sign in"));
        shown(By.id("username"));
        picture("login");
        password("dave");
        type(By.id("mfa-phone"), "0151 23456789");
        type(By.id("mfa-label"), "my phone");
        picture("enrol-phone");
        int before = messages().size();
        click(By.id("mfa-destination-submit"));
        shown(By.id("mfa-code"));
        String code = codeAfter(before);
        picture("enrol-code");
        phonePicture("phone-page");
        enter(code);
        shown(By.id("acr"));
    }

    private void proveMoreForTheApi() throws IOException, InterruptedException {
        open(addresses.app().resolve("/try-api"));
        picture("api-needs-more");
        if (!browser.findElements(By.linkText("Prove more")).isEmpty()) {
            int before = messages().size();
            click(By.linkText("Prove more"));
            shown(By.id("mfa-code"));
            enter(codeAfter(before));
        }
        wait.until(ExpectedConditions.textToBe(By.cssSelector("h1"), "API"));
        wait.until(ExpectedConditions.textToBePresentInElementLocated(By.tagName("main"), "HTTP 200"));
        picture("api-satisfied");
    }

    private void transferMoney() throws IOException {
        open(addresses.app().resolve("/transfer"));
        shown(By.id("payee"));
        picture("transfer");
        click(By.cssSelector("main form button"));
        wait.until(ExpectedConditions.textToBePresentInElementLocated(By.tagName("main"), "on their way"));
    }

    private void signInWithACode() throws IOException, InterruptedException {
        browser.manage().window().setSize(MOBILE);
        open(addresses.app().resolve("/account"));
        int before = messages().size();
        password("dave");
        shown(By.id("mfa-code"));
        picture("sms-code-mobile");
        browser.manage().window().setSize(DESKTOP);
        picture("sms-code");
        enter(codeAfter(before));
        wait.until(ExpectedConditions.textToBe(By.id("acr"), "mfa"));
        picture("account");
    }

    private void lookAtTheAccountConsole() throws IOException {
        open(URI.create(addresses.account() + "/account-security/signing-in"));
        wait.until(ExpectedConditions.textToBePresentInElementLocated(By.tagName("body"), "my phone"));
        picture("account-console");
    }

    /** Nobody presses the button. */
    private void removeAFactor() throws IOException {
        click(By.xpath("//*[@data-testid='mfa-sms/credential-list']//button[contains(., 'Delete')]"));
        shown(By.id("kc-accept"));
        picture("remove-factor");
        click(By.id("kc-decline"));
    }

    private void recover() throws IOException, InterruptedException {
        new AuditTour(addresses).recover("frank");
        String address = linkInAMail(Pattern.compile("http\\S+/recovery\\?\\S+"), "frank");
        open(URI.create(address));
        shown(By.id("mfa-recovery-begin"));
        picture("recovery");
        browser.manage().deleteAllCookies();
    }

    private String linkInAMail(Pattern link, String mentioned) {
        return wait.until(x -> {
            var message = messagesUnchecked().path(0);
            var found = link.matcher(message.path("text").asText());
            return message.toString().contains(mentioned) && found.find() ? found.group() : null;
        });
    }

    private void chooseAnotherWay() throws IOException {
        open(addresses.app().resolve("/account"));
        password("carol");
        click(By.id("try-another-way"));
        shown(By.name("authenticationExecution"));
        picture("another-way");
        open(addresses.app());
        browser.manage().deleteAllCookies();
    }

    private void takeTheGatewayDown() throws IOException, InterruptedException {
        post("/gateway/down");
        try {
            open(addresses.app().resolve("/account"));
            password("bob");
            shown(By.id("mfa-code"));
            // The code is still on its way when the page is shown; only a later look can tell that it did not get
            // through.
            wait.until(x -> {
                browser.navigate().refresh();
                return !browser.findElements(By.id("mfa-status")).isEmpty();
            });
            picture("gateway-down");
        } finally {
            post("/gateway/up");
        }
    }

    private void signOut() {
        open(addresses.app());
        click(By.cssSelector("form[action='/logout'] button"));
        shown(By.linkText("Sign in"));
    }

    private void password(String username) {
        type(By.id("username"), username);
        type(By.id("password"), "demo");
        click(By.id("kc-login"));
    }

    private void enter(String code) {
        type(By.id("mfa-code"), code);
        click(By.id("mfa-code-submit"));
    }

    private void phonePicture(String name) throws IOException {
        String here = browser.getWindowHandle();
        browser.switchTo().newWindow(WindowType.TAB);
        browser.manage().window().setSize(DESKTOP);
        open(addresses.phone());
        shown(By.className("code"));
        picture(name);
        browser.close();
        browser.switchTo().window(here);
    }

    private void open(URI address) {
        browser.get(address.toString());
    }

    private WebElement shown(By what) {
        return wait.until(ExpectedConditions.visibilityOfElementLocated(what));
    }

    private void type(By field, String text) {
        var element = shown(field);
        element.clear();
        element.sendKeys(text);
    }

    private void click(By what) {
        wait.until(ExpectedConditions.elementToBeClickable(what)).click();
    }

    private void picture(String name) throws IOException {
        Files.write(folder.resolve(name + ".png"), browser.getScreenshotAs(OutputType.BYTES));
    }

    private String codeAfter(int before) {
        return wait.until(x -> {
            var messages = messagesUnchecked();
            return IntStream.range(0, messages.size() - before)
                    .mapToObj(latest -> messages.path(latest).path("code").textValue())
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse(null);
        });
    }

    /** The mail that tells of what was just added, and the page of its link, whose button nobody presses. */
    private void readTheNotice() throws IOException {
        String address = linkInAMail(Pattern.compile("http\\S+/not-me\\S+"), "Backup codes");
        browser.manage().window().setSize(DESKTOP);
        open(addresses.phone());
        shown(By.className("messages"));
        picture("notice-mail");
        open(URI.create(address));
        shown(By.id("mfa-not-me"));
        picture("not-me");
    }

    private JsonNode messagesUnchecked() {
        try {
            return messages();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private JsonNode messages() throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(addresses.phone().resolve("/messages")).build();
        return json.readTree(http.send(request, BodyHandlers.ofString()).body());
    }

    private void post(String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(addresses.phone().resolve(path))
                .POST(BodyPublishers.noBody())
                .build();
        http.send(request, BodyHandlers.discarding());
    }
}
