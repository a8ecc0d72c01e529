package dev.mfapack.tests.bench.arquillian;

import dev.mfapack.tests.bench.server.BenchSettings;
import dev.mfapack.tests.bench.server.KeycloakNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jboss.arquillian.drone.api.annotation.Drone;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.TakesScreenshot;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebDriverException;

/** Keeps, for each failed test, a picture and the source of what every browser showed, and what every node has logged since the test began. */
public final class FailureReport
        implements BeforeEachCallback, AfterTestExecutionCallback, LifecycleMethodExecutionExceptionHandler {

    private final Map<KeycloakNode, Integer> marks = new HashMap<>();

    @Override
    public void beforeEach(ExtensionContext context) {
        marks.clear();
        Nodes.made().forEach(node -> marks.put(node, node.logMark()));
    }

    @Override
    public void afterTestExecution(ExtensionContext context) {
        if (context.getExecutionException().isPresent()) {
            keep(context);
        }
    }

    @Override
    public void handleBeforeEachMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        keep(context);
        throw failure;
    }

    @Override
    public void handleAfterEachMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        keep(context);
        throw failure;
    }

    private void keep(ExtensionContext context) {
        Path directory = BenchSettings.failures()
                .resolve(context.getRequiredTestClass().getSimpleName() + "."
                        + context.getRequiredTestMethod().getName());
        try {
            Files.createDirectories(directory);
            for (Class<?> type = context.getRequiredTestClass(); type != null; type = type.getSuperclass()) {
                for (Field field : type.getDeclaredFields()) {
                    Optional<WebDriver> browser = browser(field, context.getRequiredTestInstance());
                    if (browser.isPresent()) {
                        keep(browser.get(), directory, field.getName());
                    }
                }
            }
            for (KeycloakNode node : Nodes.made()) {
                Files.writeString(directory.resolve(node.name() + ".log"), node.logSince(marks.getOrDefault(node, 0)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void keep(WebDriver browser, Path directory, String name) throws IOException {
        try {
            Files.writeString(
                    directory.resolve(name + ".html"),
                    "<!-- " + browser.getCurrentUrl() + " -->\n" + browser.getPageSource());
            Files.write(
                    directory.resolve(name + ".png"), ((TakesScreenshot) browser).getScreenshotAs(OutputType.BYTES));
        } catch (WebDriverException gone) {
            Files.writeString(directory.resolve(name + ".txt"), String.valueOf(gone.getMessage()));
        }
    }

    private static Optional<WebDriver> browser(Field field, Object test) {
        if (!field.isAnnotationPresent(Drone.class)) {
            return Optional.empty();
        }
        try {
            field.setAccessible(true);
            return Optional.ofNullable((WebDriver) field.get(test));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
