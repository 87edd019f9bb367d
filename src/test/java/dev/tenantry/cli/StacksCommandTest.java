package dev.tenantry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.golden.Golden;
import dev.tenantry.stacks.GitFolder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StacksCommandTest {
  private record Answer(int exit, String out, String err) {}

  @TempDir private Path root;
  private GitFolder git;

  @BeforeEach
  void repository() {
    git = GitFolder.in(root);
    for (String stack : List.of("dev", "local", "prod")) {
      git.write("stacks/" + stack + "/platform.yaml", "a: 1\n");
      git.write("Pulumi." + stack + ".yaml", "a: 1\n");
    }
    git.write("stacks/rings.yaml", "canary: [dev]\nbroad: [prod]\n");
    git.write("src/main/java/A.java", "class A {}\n");
    git.write("docs/a.md", "# A\n");
    git.commit("first");
    git.git("checkout", "--quiet", "-b", "change");
  }

  @Test
  void theShippedStacksReadAsReviewed() {
    StringWriter out = new StringWriter();
    TenantryCommand.commandLine()
        .setOut(new PrintWriter(out))
        .execute("stacks", "--project", Path.of("").toAbsolutePath().toString());
    Golden.assertMatches("stacks/list.txt", out.toString());
  }

  @Test
  void aChangeReadsAsReviewed() {
    git.write("stacks/prod/tenants/acme.yaml", "tier: standard\n");
    git.write("stacks/prod/platform.yaml", "a: 2\n");
    git.write("docs/a.md", "# B\n");
    git.commit("change");
    Golden.assertMatches("stacks/changed.txt", run("--changed-since", "main").out());
    assertThat(run("--changed-since", "main", "--json").out()).isEqualTo("[\"prod\"]\n");
    assertThat(run("--changed-since", "main", "--json", "--ring", "canary").out())
        .isEqualTo("[]\n");
  }

  @Test
  void codeTouchesAllAndPagesTouchNone() {
    git.write("docs/a.md", "# B\n");
    git.commit("page");
    assertThat(run("--changed-since", "main").out()).isEqualTo("no stack\n");
    assertThat(run("--changed-since", "main", "--json").out()).isEqualTo("[]\n");
    git.write("src/main/java/A.java", "class A { int a; }\n");
    git.commit("code");
    assertThat(run("--changed-since", "main", "--json").out())
        .isEqualTo("[\"dev\",\"local\",\"prod\"]\n");
  }

  @Test
  void whatTheBaseGotMeanwhileIsNoChange() {
    git.write("stacks/dev/platform.yaml", "a: 2\n");
    git.commit("ours");
    git.git("checkout", "--quiet", "main");
    git.write("stacks/prod/platform.yaml", "a: 2\n");
    git.commit("theirs");
    git.git("checkout", "--quiet", "change");
    assertThat(run("--changed-since", "main", "--json").out()).isEqualTo("[\"dev\"]\n");
  }

  @Test
  void whatIsNotCommittedOrDeletedOrMovedCounts() throws IOException {
    git.write("stacks/dev/tenants/new.yaml", "tier: standard\n");
    assertThat(run("--changed-since", "main", "--json").out()).isEqualTo("[\"dev\"]\n");
    Files.delete(root.resolve("Pulumi.local.yaml"));
    assertThat(run("--changed-since", "main", "--json").out()).isEqualTo("[\"dev\",\"local\"]\n");
    Path tenant = root.resolve("stacks/dev/tenants/new.yaml");
    git.commit("new");
    git.git("branch", "--force", "main");
    Files.createDirectories(root.resolve("stacks/prod/tenants"));
    Files.move(tenant, root.resolve("stacks/prod/tenants/new.yaml"));
    git.commit("moved");
    assertThat(run("--changed-since", "main", "--json").out()).isEqualTo("[\"dev\",\"prod\"]\n");
  }

  @Test
  void namesOnStandardInputAreTakenAsTheyAre() {
    InputStream before = System.in;
    try {
      System.setIn(
          new ByteArrayInputStream(
              "docs/a.md\nPulumi.dev.yaml\n\n".getBytes(StandardCharsets.UTF_8)));
      assertThat(run("--changed", "--json").out()).isEqualTo("[\"dev\"]\n");
    } finally {
      System.setIn(before);
    }
  }

  @Test
  void aReferenceThatIsNotHereIsToldWithTheWayOut() {
    Answer answer = run("--changed-since", "origin/main");
    assertThat(answer.exit()).isEqualTo(TenantryCommand.FAILURE);
    assertThat(answer.err())
        .isEqualTo("git knows no commit \"origin/main\" here\nFetch it: git fetch origin\n");
    assertThat(run("--changed-since", "--output=x").exit()).isNotZero();
  }

  @Test
  void aShallowCloneIsToldWithTheWayOut(@TempDir Path other) {
    String first = git.git("rev-parse", "HEAD");
    git.write("docs/a.md", "# B\n");
    git.commit("second");
    git.git("clone", "--quiet", "--depth", "1", "file://" + root, other.toString());
    Answer answer = run(other, "--changed-since", first);
    assertThat(answer.exit()).isEqualTo(TenantryCommand.FAILURE);
    assertThat(answer.err())
        .contains("git knows no commit \"" + first + "\" here")
        .contains("This clone is shallow")
        .contains("git fetch --unshallow")
        .contains("fetch-depth: 0");
  }

  @Test
  void aFolderWithoutHistoryIsTold(@TempDir Path plain) throws IOException {
    Files.createDirectories(plain.resolve("stacks/dev"));
    assertThat(run(plain, "--changed-since", "main").err())
        .isEqualTo("this folder is no checkout of git, so it has no history\n");
  }

  @Test
  void aRingOfNoStackAndAStackOfTwoRingsAreTold() {
    git.write("stacks/rings.yaml", "canary: [gone]\n");
    assertThat(run().err()).contains("there is no folder stacks/gone");
    git.write("stacks/rings.yaml", "canary: [dev]\nbroad: [dev]\n");
    assertThat(run().err()).contains("\"dev\" is named twice");
    git.write("stacks/rings.yaml", "first: [dev]\n");
    assertThat(run().err()).contains("\"first\" is no ring: canary, early, broad");
    git.write("stacks/rings.yaml", "canary: dev: x\n");
    assertThat(run().err()).contains("stacks/rings.yaml: write one line for each ring");
  }

  private Answer run(String... arguments) {
    return run(root, arguments);
  }

  private static Answer run(Path project, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    List<String> all = new ArrayList<>(List.of("stacks", "--project", project.toString()));
    all.addAll(List.of(arguments));
    int exit =
        TenantryCommand.commandLine()
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err, true))
            .execute(all.toArray(String[]::new));
    return new Answer(exit, out.toString(), err.toString());
  }
}
