package dev.mfapack.tests.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfapack.tests.bench.Deadline;
import dev.mfapack.tests.bench.RealmAdmin;
import dev.mfapack.tests.bench.RelyingParty;
import dev.mfapack.tests.bench.arquillian.BrowserSuite;
import dev.mfapack.tests.bench.arquillian.OnNode;
import dev.mfapack.tests.bench.pages.LoginPage;
import dev.mfapack.tests.bench.server.FrontDoor;
import dev.mfapack.tests.bench.server.KeycloakNode;
import org.jboss.arquillian.container.test.api.ContainerController;
import org.jboss.arquillian.drone.api.annotation.Drone;
import org.jboss.arquillian.graphene.page.Page;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.WebDriver;

/** Two nodes over one PostgreSQL. */
@BrowserSuite
class ClusterIT {

    @ArquillianResource
    private ContainerController controller;

    @ArquillianResource
    @OnNode("node-1")
    private KeycloakNode first;

    @ArquillianResource
    @OnNode("node-2")
    private KeycloakNode second;

    @ArquillianResource
    private FrontDoor door;

    @Drone
    private WebDriver browser;

    @Page
    private LoginPage loginPage;

    @BeforeEach
    void start() {
        controller.start("node-1");
        controller.start("node-2");
    }

    @AfterEach
    void stop() {
        controller.stop("node-2");
        controller.stop("node-1");
    }

    @Test
    void sessionOutlivesTheNodeItBeganOn() {
        RealmAdmin realm = first.admin().importRealm("{\"realm\":\"cluster\",\"enabled\":true}");
        realm.createPerson("alice", "correct horse");
        Deadline.ofSeconds(30)
                .until("the two nodes to find each other", () -> second.log().contains("(2) ["));

        try (RelyingParty app = RelyingParty.register(realm, "app")) {
            door.leadTo(first);
            RelyingParty.Login login = app.login().begin();
            browser.get(login.uri());
            loginPage.login("alice", "correct horse");
            RelyingParty.Tokens tokens = login.tokens();

            controller.kill("node-1");
            door.leadTo(second);

            assertThat(first.isRunning()).isFalse();
            assertThat(second.isReady()).isTrue();
            assertThat(app.refresh(tokens).status()).isEqualTo(200);
            RelyingParty.Login again = app.login().prompt("none").begin();
            browser.get(again.uri());
            assertThat(again.error()).isEmpty();
        }
    }
}
