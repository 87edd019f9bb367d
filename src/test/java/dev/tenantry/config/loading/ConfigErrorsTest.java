package dev.tenantry.config.loading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tenantry.config.Rule;
import dev.tenantry.golden.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each folder of config-errors/ is the smallest input that breaks a rule, and the text for it. */
class ConfigErrorsTest {
  private static final Path CASES = Golden.ROOT.resolve("config-errors");

  @TempDir Path root;

  static List<String> cases() throws IOException {
    try (Stream<Path> folders = Files.list(CASES)) {
      return folders.map(folder -> folder.getFileName().toString()).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theErrorsOfACaseReadAsExpected(String name) throws IOException {
    ConfigException failure = load(name);
    Golden.assertMatches("config-errors/" + name + "/expected.txt", failure.render());
  }

  // A rule that no input can break is dead code; one that is not shown was never read by anyone.
  @Test
  void everyRuleHasACaseOfItsName() throws IOException {
    Set<String> broken = new TreeSet<>();
    for (String name : cases()) {
      Path folder = Files.createDirectory(root.resolve(name));
      StackFiles.write(folder, input(name));
      ConfigException failure = failure(folder, name);
      Set<String> rules =
          failure.problems().stream()
              .map(finding -> finding.rule().label())
              .collect(Collectors.toSet());
      rules.stream()
          .filter(rule -> name.equals(rule) || name.startsWith(rule + "."))
          .forEach(broken::add);
    }
    assertThat(broken)
        .isEqualTo(
            Stream.of(Rule.values())
                .map(Rule::label)
                .collect(Collectors.toCollection(TreeSet::new)));
  }

  // An editor shows what the schema says: it must agree with the loader wherever it can.
  @ParameterizedTest
  @MethodSource("cases")
  void theSchemaRefusesWhatTheLoaderCallsStructural(String name) throws IOException {
    ConfigException failure = load(name);
    for (String file : StackFiles.split(input(name)).keySet()) {
      Path path = root.resolve("stacks/local").resolve(file);
      if (!file.endsWith(".yaml") || !Files.isRegularFile(path)) {
        continue;
      }
      YamlFile yaml = YamlReader.read(SourceFile.read(file, path, finding -> {}), finding -> {});
      boolean structural =
          failure.problems().stream()
              .filter(finding -> finding.file().equals("stacks/local/" + file))
              .anyMatch(finding -> finding.rule().isInSchema());
      if (yaml.readable()) {
        assertThat(Schemas.refuses(file, yaml.root())).as(file).isEqualTo(structural);
      }
    }
  }

  private ConfigException load(String name) throws IOException {
    StackFiles.write(root, input(name));
    return failure(root, name);
  }

  private static ConfigException failure(Path root, String name) {
    String stack = name.startsWith(Rule.UNKNOWN_STACK.label()) ? "lokal" : "local";
    ConfigException failure =
        catchThrowableOfType(ConfigException.class, () -> ConfigLoader.load(root, stack));
    assertThat(failure).as("%s is accepted", name).isNotNull();
    return failure;
  }

  private static String input(String name) throws IOException {
    return Files.readString(CASES.resolve(name).resolve("input.txt"));
  }
}
