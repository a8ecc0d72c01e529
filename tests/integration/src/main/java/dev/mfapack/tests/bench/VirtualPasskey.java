package dev.mfapack.tests.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.chromium.HasCdp;

/**
 * A virtual authenticator of one browser window: CTAP 2, resident keys. It touches itself unless told otherwise. Over Chromium's DevTools, as the
 * WebDriver commands know neither presence nor backup flags.
 */
public final class VirtualPasskey implements AutoCloseable {

    private final HasCdp browser;
    private final String id;

    private VirtualPasskey(HasCdp browser, String id) {
        this.browser = browser;
        this.id = id;
    }

    /** An authenticator built into the device, which verifies its user: a passkey. */
    public static VirtualPasskey builtInto(WebDriver browser) {
        return add(browser, "internal", true, true);
    }

    /** A key on USB that cannot verify its user: a second factor. */
    public static VirtualPasskey securityKeyAt(WebDriver browser) {
        return add(browser, "usb", false, false);
    }

    /** Whether the user's verification succeeds from now on. */
    public void verifiesUser(boolean succeeds) {
        browser.executeCdpCommand(
                "WebAuthn.setUserVerified", Map.of("authenticatorId", id, "isUserVerified", succeeds));
    }

    /**
     * Whether somebody touches it from now on. With {@code false} every ceremony waits, also the one that a login form with passkeys begins by itself,
     * which would otherwise log the person in at once.
     */
    public void isTouched(boolean touched) {
        browser.executeCdpCommand(
                "WebAuthn.setAutomaticPresenceSimulation", Map.of("authenticatorId", id, "enabled", touched));
    }

    /** The credentials it holds, with {@code credentialId}, {@code rpId}, {@code userHandle}, {@code signCount}, {@code backupEligibility} and so on. */
    @SuppressWarnings("unchecked")
    public List<Map<String, Object>> credentials() {
        return (List<Map<String, Object>>)
                browser.executeCdpCommand("WebAuthn.getCredentials", Map.of("authenticatorId", id))
                        .get("credentials");
    }

    /** Sets the backup flags of a credential it holds. */
    public void backup(String credentialId, boolean eligible, boolean backedUp) {
        browser.executeCdpCommand(
                "WebAuthn.setCredentialProperties",
                Map.of(
                        "authenticatorId", id,
                        "credentialId", credentialId,
                        "backupEligibility", eligible,
                        "backupState", backedUp));
    }

    /** Takes the authenticator away with all it holds. */
    @Override
    public void close() {
        browser.executeCdpCommand("WebAuthn.removeVirtualAuthenticator", Map.of("authenticatorId", id));
    }

    private static VirtualPasskey add(WebDriver browser, String transport, boolean resident, boolean verifies) {
        HasCdp devTools = (HasCdp) browser;
        devTools.executeCdpCommand("WebAuthn.enable", Map.of());
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("protocol", "ctap2");
        options.put("transport", transport);
        options.put("hasResidentKey", resident);
        options.put("hasUserVerification", verifies);
        options.put("isUserVerified", verifies);
        options.put("automaticPresenceSimulation", true);
        Map<String, Object> added =
                devTools.executeCdpCommand("WebAuthn.addVirtualAuthenticator", Map.of("options", options));
        return new VirtualPasskey(devTools, String.valueOf(added.get("authenticatorId")));
    }
}
