package dev.tenantry.stacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TouchedStacksTest {
  private static final Set<String> STACKS = Set.of("dev", "dev-c01", "local", "prod");

  @ParameterizedTest
  @CsvSource({
    "stacks/prod/tenants/acme.yaml,prod",
    "stacks/prod/platform.yaml,prod",
    "Pulumi.prod.yaml,prod",
    "stacks/dev/platform.yaml,dev",
    "stacks/dev-c01/platform.yaml,dev-c01",
    "Pulumi.dev-c01.yaml,dev-c01"
  })
  void aStacksOwnFilesTouchThatStackOnly(String file, String stack) {
    assertThat(touched(file)).containsExactly(stack);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "src/main/java/dev/tenantry/Platform.java",
        "src/main/resources/db/migration/V001__schema.sql",
        "agent-contract/src/main/java/dev/tenantry/contract/Door.java",
        "policies/src/main/java/dev/tenantry/policies/Rules.java",
        "pom.xml",
        "build/pom.xml",
        "Pulumi.yaml",
        "schemas/tenant.schema.json",
        "stacks/rings.yaml",
        "stacks/gone/platform.yaml",
        "Pulumi.gone.yaml",
        "stacks/prod",
        ".github/workflows/preview.yml",
        "bin/tenantry",
        "docs",
        "documents/x.md",
        "src/main/resources/docs/page.md",
        "src/testing/x",
        "deep/README.md",
        "a folder that nobody thought of/x"
      })
  void whatIsSharedOrUnknownTouchesAll(String file) {
    assertThat(touched(file)).isEqualTo(new TreeSet<>(STACKS));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "docs/data.md",
        "bench/run",
        "agent-image/app/pom.xml",
        "src/test/java/dev/tenantry/laws/StackLawsTest.java",
        "policies/src/test/cases/x.yaml",
        "local/environment/src/test/java/X.java",
        "README.md",
        "CHANGELOG.md"
      })
  void pagesTestsAndBenchmarksTouchNone(String file) {
    assertThat(touched(file)).isEmpty();
  }

  // What is known to touch nothing, said another way than in the code, and by hand.
  private static final Pattern APART =
      Pattern.compile("(docs|bench|agent-image)/.+|(.+/)?src/test/.+|[^/]+\\.md");

  @Test
  void noStackIsEverMissed() {
    Random random = new Random(20261121);
    for (int run = 0; run < 20_000; run++) {
      List<String> files = Stream.generate(() -> file(random)).limit(1 + run % 4).toList();
      Set<String> touched = TouchedStacks.by(STACKS, files).keySet();
      for (String file : files) {
        Set<String> owners = owners(file);
        if (!owners.isEmpty()) {
          assertThat(touched).as("%s", files).containsAll(owners);
        } else if (!APART.matcher(file).matches()) {
          assertThat(touched).as("%s", files).containsAll(STACKS);
        }
      }
    }
  }

  @Test
  void everyFileOfWhichTheProgramIsBuiltTouchesAll() throws IOException {
    List<String> roots = new ArrayList<>(List.of("pom.xml", "build/pom.xml", "Pulumi.yaml"));
    for (String folder : List.of("src/main", "schemas", "agent-contract/src/main")) {
      roots.addAll(files(folder));
    }
    roots.addAll(files("policies/src/main"));
    assertThat(roots).hasSizeGreaterThan(600);
    assertThat(roots).allSatisfy(file -> assertThat(touched(file)).hasSize(STACKS.size()));
  }

  // Would one more project here become part of the program, its folder must be asked about above.
  @Test
  void theProgramIsMadeOfTheseProjectsOnly() throws IOException {
    String pom = Files.readString(Path.of("pom.xml"));
    List<String> own =
        Pattern.compile("<dependency>(.*?)</dependency>", Pattern.DOTALL)
            .matcher(pom)
            .results()
            .map(match -> match.group(1))
            .filter(one -> one.contains("<groupId>dev.tenantry<"))
            .filter(one -> !one.contains("<scope>test<"))
            .map(one -> one.replaceAll("(?s).*<artifactId>(.*?)</artifactId>.*", "$1"))
            .toList();
    assertThat(own).containsExactlyInAnyOrder("tenantry-agent-contract", "tenantry-policies");
  }

  private static Set<String> touched(String file) {
    return TouchedStacks.by(STACKS, List.of(file)).keySet();
  }

  private static Set<String> owners(String file) {
    Set<String> owners = new TreeSet<>();
    for (String stack : STACKS) {
      String folder = "stacks/" + stack + "/";
      if (file.equals("Pulumi." + stack + ".yaml")
          || file.regionMatches(0, folder, 0, folder.length())) {
        owners.add(stack);
      }
    }
    return owners;
  }

  private static String file(Random random) {
    List<String> parts =
        List.of(
            "stacks",
            "dev",
            "dev-c01",
            "prod",
            "tenants",
            "acme.yaml",
            "src",
            "main",
            "test",
            "docs",
            "policies",
            "local",
            "bench",
            "platform.yaml",
            "README.md",
            "readme.md",
            "pom.xml",
            "Pulumi.dev.yaml",
            "Pulumi.yaml",
            "agent-image",
            "x y",
            "ü.yaml",
            "..",
            "src/test");
    int length = 1 + random.nextInt(4);
    return String.join(
        "/", Stream.generate(() -> parts.get(random.nextInt(parts.size()))).limit(length).toList());
  }

  private static List<String> files(String folder) throws IOException {
    try (Stream<Path> all = Files.walk(Path.of(folder))) {
      return all.filter(Files::isRegularFile).map(Path::toString).toList();
    }
  }
}
