package dev.mfapack.core.audit.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyCommandTest {

    private static final String THUMBPRINT = PublicKeys.thumbprint(SampleChain.KEY.getPublic());

    private record Said(int status, String out, String err) {}

    @TempDir
    Path folder;

    private final SampleChain chain = SampleChain.of(List.of(2, 3, 1));

    @Test
    void withAKeyThatIsTrustedASoundExportIsSound() throws IOException {
        Said said = run("--thumbprint", THUMBPRINT, file("export.jsonl", chain.export()));

        assertThat(said.out())
                .contains("batches 1 to 3, 6 rows", "signed with " + THUMBPRINT, "last hash ")
                .endsWith("SOUND\n");
        assertThat(said.status()).isEqualTo(VerifyCommand.SOUND);
    }

    @Test
    void keysMayComeFromAKeySetToo() throws IOException {
        String keys = file(
                "jwks.json",
                List.of("{\"keys\":[{\"kty\":\"oct\",\"k\":\"AA\"},"
                        + PublicKeys.toJson(SampleChain.KEY.getPublic()).replace("{", "{\"use\":\"sig\",") + "]}"));

        assertThat(run("--keys", keys, file("export.jsonl", chain.export())).status())
                .isEqualTo(VerifyCommand.SOUND);
    }

    @Test
    void withoutAKeyItSaysThatNobodyVouches() throws IOException {
        Said said = run(file("export.jsonl", chain.export()));

        assertThat(said.out()).contains("you named no key that you trust");
        assertThat(said.status()).isEqualTo(VerifyCommand.NOBODY_VOUCHES);
    }

    @Test
    void anotherKeyThanTheTrustedOneIsAFinding() throws IOException {
        Said said = run(
                "--thumbprint",
                PublicKeys.thumbprint(SampleChain.key().getPublic()),
                file("export.jsonl", chain.export()));

        assertThat(said.out()).contains("KEY_UNKNOWN batch 1").endsWith("NOT SOUND: 1 findings\n");
        assertThat(said.status()).isEqualTo(VerifyCommand.TAMPERED);
    }

    @Test
    void aTamperedLineIsNamed() throws IOException {
        String id = chain.rows.get(1).get(2).id();
        List<String> export = chain.export().stream()
                .map(line -> line.contains("\"id\":\"" + id) ? line.replace("sample-app", "other-app") : line)
                .toList();

        Said said = run("--thumbprint", THUMBPRINT, file("export.jsonl", export));

        assertThat(said.out()).contains("ROW_CHANGED batch 2 row " + id);
        assertThat(said.status()).isEqualTo(VerifyCommand.TAMPERED);
    }

    @Test
    void aLineThatStandsInAnotherBatchIsNamed() throws IOException {
        List<String> export = new java.util.ArrayList<>(chain.export());
        String moved = export.remove(3);
        export.add(6, moved);

        Said said = run("--thumbprint", THUMBPRINT, file("export.jsonl", export));

        assertThat(said.out())
                .contains(
                        "ROW_REORDERED batch 1 row " + chain.rows.get(0).get(1).id())
                .endsWith("NOT SOUND: 1 findings\n");
    }

    @Test
    void aFileThatWasCutOffIsNotTakenForAWholeOne() throws IOException {
        List<String> export = chain.export();

        Said said = run("--thumbprint", THUMBPRINT, file("export.jsonl", export.subList(0, export.size() - 1)));

        assertThat(said.out()).contains("UNREADABLE", "the file ends early");
    }

    @Test
    void theLogKnowsOfATailThatIsGone() throws IOException {
        String log = file(
                "keycloak.log",
                List.of(
                        "2026-11-22 12:00:00 INFO  [dev.mfapack.audit] {\"realm\":\"x\",\"checkpoint\":\""
                                + chain.batches.get(1).jws() + "\"}",
                        "{\"message\":\"{\\\"checkpoint\\\":\\\""
                                + chain.batches.get(2).jws() + "\\\"}\"}"));
        chain.batches.remove(2);
        chain.rows.remove(2);
        String export = file("export.jsonl", chain.export());

        assertThat(run("--thumbprint", THUMBPRINT, "--log", log, export).out()).contains("TAIL_TRUNCATED batch 3");
        assertThat(run("--thumbprint", THUMBPRINT, export).status()).isEqualTo(VerifyCommand.SOUND);
    }

    @Test
    void exportsThatFollowEachOtherAreOneChain() throws IOException {
        List<String> whole = chain.export();
        String first = file(
                "first.jsonl",
                Stream.concat(whole.subList(0, 4).stream(), Stream.of(ExportFormat.end(2)))
                        .toList());
        String second = file(
                "second.jsonl",
                Stream.concat(
                                Stream.of(ExportFormat.beginning(
                                        SampleChain.REALM, chain.batches.get(0).jws(), SampleChain.TRUSTED)),
                                whole.subList(4, whole.size()).stream())
                        .toList());

        assertThat(run("--thumbprint", THUMBPRINT, first, second).out()).contains("batches 1 to 3, 6 rows");
        assertThat(run("--thumbprint", THUMBPRINT, first, second).status()).isEqualTo(VerifyCommand.SOUND);
        assertThat(run("--thumbprint", THUMBPRINT, second).status()).isEqualTo(VerifyCommand.SOUND);
        assertThat(run("--thumbprint", THUMBPRINT, second, first).status()).isEqualTo(VerifyCommand.TAMPERED);
    }

    @Test
    void aNameThatComesTwiceInALineIsRefused() throws IOException {
        List<String> export = chain.export().stream()
                .map(line -> line.replace("\"outcome\":", "\"outcome\":\"FAILURE\",\"outcome\":"))
                .toList();

        assertThat(run("--thumbprint", THUMBPRINT, file("export.jsonl", export)).out())
                .contains("the name outcome comes twice");
    }

    @Test
    void misuseIsToldApart() throws IOException {
        assertThat(run().err()).contains("name an export");
        assertThat(run("--keys").err()).contains("--keys needs a value");
        assertThat(run("--nonsense", "x").err()).contains("unknown: --nonsense");
        assertThat(run("nowhere.jsonl").err()).contains("there is no file nowhere.jsonl");
        assertThat(run(file("no.jsonl", List.of("{}"))).status()).isEqualTo(VerifyCommand.MISUSE);
        assertThat(run("--help").out()).contains("Usage: bin/mfa-audit-verify");
    }

    private String file(String name, List<String> lines) throws IOException {
        return Files.write(folder.resolve(name), lines).toString();
    }

    private static Said run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = VerifyCommand.run(
                List.of(arguments),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Said(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
