package dev.mfapack.realmtemplates;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ApiAppsTest {

    @Test
    void clientIdsStandBetweenCommas() {
        assertThat(ApiApps.listed(" my-app ,, tea \"shop\"")).containsExactly("my-app", "tea \"shop\"");
    }

    @Test
    void nothingIsNoApp() {
        assertThat(ApiApps.listed(null)).isEmpty();
        assertThat(ApiApps.listed(" , ")).isEmpty();
    }
}
