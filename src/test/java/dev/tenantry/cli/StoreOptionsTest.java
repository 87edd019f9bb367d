package dev.tenantry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.sqlite.AgentSchema;
import dev.tenantry.sqlite.FileOwner;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The form of export, restore and erase that is about one agent's SQLite file. */
class StoreOptionsTest {
  @TempDir private Path folder;

  private record Result(int exit, String out, String error) {}

  @ParameterizedTest
  @ValueSource(
      strings = {
        "export acme --to x --sqlite f --database d",
        "restore acme --from x --sqlite f --database d",
        "erase acme --confirm acme --sqlite f --database d",
        "erase acme --confirm acme --sqlite f --host d"
      })
  void aFileAndADatabaseTogetherAreRefused(String line) {
    Result result = run(line.split(" "));
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.error())
        .containsPattern("--(database|host) is PostgreSQL's and --sqlite is a file: give one");
  }

  @Test
  void aFileIsExportedRestoredAndErasedWithoutADatabaseServer() {
    Path file = folder.resolve("agent.db");
    String archive = folder.resolve("archive").toString();
    AgentSchema.apply(file, new FileOwner(new UUID(1, 2), "acme", "lab"));
    assertThat(run("export", "acme", "--sqlite", file.toString(), "--to", archive).out())
        .isEqualTo("exported tenant acme, agent lab: 1 rows of 10 tables to " + archive + "\n");
    assertThat(run("restore", "acme", "--sqlite", file.toString(), "--from", archive).out())
        .startsWith("restored tenant acme agent lab as of 20")
        .endsWith(": 1 rows, compared\n");
    Result wrong = run("erase", "globex", "--confirm", "globex", "--sqlite", file.toString());
    assertThat(wrong.exit()).isEqualTo(TenantryCommand.FAILURE);
    assertThat(wrong.error()).contains("not to globex: nothing was erased");
    Path evidence = folder.resolve("evidence.json");
    Result erased =
        run(
            "erase",
            "acme",
            "--confirm",
            "acme",
            "--sqlite",
            file.toString(),
            "--evidence",
            evidence.toString());
    assertThat(erased.out()).contains("\"owner\" : 1").contains("notErased");
    assertThat(evidence).hasContent(erased.out());
    assertThat(Files.exists(file)).isFalse();
  }

  @Test
  void aFileThatIsNotThereIsToldInOneLine() {
    Result result = run("export", "acme", "--sqlite", folder.resolve("no").toString(), "--to", "x");
    assertThat(result.exit()).isEqualTo(TenantryCommand.FAILURE);
    assertThat(result.error()).isEqualTo(folder.resolve("no") + " does not exist\n");
  }

  private static Result run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter error = new StringWriter();
    int exit =
        TenantryCommand.commandLine()
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(error))
            .execute(arguments);
    return new Result(exit, out.toString(), error.toString());
  }
}
