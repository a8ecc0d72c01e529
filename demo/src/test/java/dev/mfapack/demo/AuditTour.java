package dev.mfapack.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mfapack.demo.web.Addresses;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What an auditor does with the demo's log: a query, an export, and a row that somebody changes in it. */
final class AuditTour {

    private static final String VERIFIER = "bin/mfa-audit-verify";

    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final Addresses addresses;
    private final String token;

    AuditTour(Addresses addresses) throws IOException, InterruptedException {
        this.addresses = addresses;
        HttpRequest signIn = HttpRequest.newBuilder(
                        URI.create(addresses.keycloak() + "/realms/master/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=password&client_id=admin-cli&username=" + Admin.USERNAME
                        + "&password=" + Admin.PASSWORD))
                .build();
        token = json.readTree(answer(signIn)).path("access_token").asText();
    }

    /** The command, and the latest rows of one type. */
    String query() throws IOException, InterruptedException {
        String path = "/mfa/audit/events?type=CHALLENGE_VERIFIED&max=2";
        JsonNode page = json.readTree(answer(call(path).build()));
        return "$ curl -H \"Authorization: Bearer $TOKEN\" \"$REALM" + path + "\" | jq\n" + page.toPrettyString()
                + "\n";
    }

    /** An export that is sound, and the same with the outcome of one row changed. */
    String verification() throws IOException, InterruptedException {
        JsonNode verified = json.readTree(
                answer(call("/mfa/audit/verify").POST(BodyPublishers.noBody()).build()));
        String thumbprint = verified.path("keys").path(0).asText();
        Path export = Files.createTempFile("export", ".jsonl");
        String sound = answer(call("/mfa/audit/export").build());
        Files.writeString(export, sound);
        String before = verify(export, thumbprint);
        Files.writeString(
                export,
                sound.replaceFirst(
                        "\"CHALLENGE_VERIFIED\",\"outcome\":\"SUCCESS\"",
                        "\"CHALLENGE_VERIFIED\",\"outcome\":\"FAILURE\""));
        String after = verify(export, thumbprint);
        Files.delete(export);
        return before + "\n# somebody makes a SUCCESS a FAILURE\n" + after;
    }

    /** Changes an attribute of the realm's policy. */
    void setPolicy(String attribute, String value) throws IOException, InterruptedException {
        ObjectNode policy =
                (ObjectNode) json.readTree(answer(call("/mfa/policy").build()));
        ObjectNode wanted = json.createObjectNode();
        wanted.set("attributes", policy.withObject("/attributes").put(attribute, value));
        answer(call("/mfa/policy")
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(wanted.toString()))
                .build());
    }

    /** Starts the recovery of somebody who has lost every factor. */
    void recover(String username) throws IOException, InterruptedException {
        String id = json.readTree(
                        answer(call("/users?exact=true&username=" + username).build()))
                .path(0)
                .path("id")
                .asText();
        answer(call("/mfa/users/" + id + "/recovery")
                .POST(BodyPublishers.noBody())
                .build());
    }

    private String verify(Path export, String thumbprint) throws IOException, InterruptedException {
        Process verifier = new ProcessBuilder(VERIFIER, "--thumbprint", thumbprint, export.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(verifier.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return "$ " + VERIFIER + " --thumbprint " + thumbprint + " export.jsonl; echo $?\n"
                + said.replace(export.toString(), "export.jsonl") + verifier.waitFor() + "\n";
    }

    private HttpRequest.Builder call(String path) {
        return HttpRequest.newBuilder(URI.create(addresses.keycloak() + "/admin/realms/" + Addresses.REALM + path))
                .header("Authorization", "Bearer " + token);
    }

    private String answer(HttpRequest request) throws IOException, InterruptedException {
        return http.send(request, BodyHandlers.ofString()).body();
    }
}
