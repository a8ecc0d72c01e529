package dev.mfapack.restapi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CallsTest {

    private final Calls personal = new Calls("/mfa/v1", PersonalResource.class);
    private final Calls administrative = new Calls("/mfa", MfaAdminResource.class);

    @Test
    @DisplayName("the methods of a path are those of the resource behind it, however many others lead there")
    void methodsOfAPath() {
        assertThat(personal.methods("/realms/demo/mfa/v1/status")).containsExactly("GET", "HEAD");
        assertThat(personal.methods("/realms/demo/mfa/v1/totp/setup")).containsExactly("POST");
        assertThat(personal.methods("/realms/demo/mfa/v1/backup-codes")).containsExactly("GET", "HEAD", "POST");
        assertThat(personal.methods("/realms/demo/mfa/v1/passkey/credentials/1"))
                .containsExactly("DELETE", "PATCH");
        assertThat(personal.methods("/realms/demo/mfa/v1/app-passwords/verify")).containsExactly("DELETE", "POST");
        assertThat(administrative.methods("/admin/realms/demo/mfa/users/7/recovery/8/approve"))
                .containsExactly("POST");
        assertThat(administrative.methods("/admin/realms/demo/mfa/flows/plan")).containsExactly("POST");
    }

    @Test
    @DisplayName("a realm may be called as a part of the address is")
    void realmsOfAnyName() {
        for (String realm : new String[] {"mfa", "v1", "realms", "mfa-demo"}) {
            assertThat(personal.methods("/realms/" + realm + "/mfa/v1/status"))
                    .as(realm)
                    .contains("GET");
            assertThat(administrative.methods("/auth/admin/realms/" + realm + "/mfa/policy"))
                    .as(realm)
                    .contains("GET", "PUT");
        }
    }

    @Test
    @DisplayName("what is no call has no method")
    void whatIsNoCall() {
        for (String path : new String[] {
            "",
            "/",
            "/nothing",
            "/totp",
            "/totp/setup/more",
            "/status.json",
            "/STATUS",
            "//status",
            "/app-passwords//",
            "/app-passwords/a/b",
            "/app-passwords/\0",
            "/app-passwords/\ud800"
        }) {
            assertThat(personal.methods("/realms/demo/mfa/v1" + path)).as(path).isEmpty();
        }
        assertThat(personal.methods("/realms/demo/mfa/v1/status/"))
                .as("a slash at the end")
                .contains("GET");
    }
}
