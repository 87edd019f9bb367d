package dev.tenantry.policies.product;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.golden.Golden;
import dev.tenantry.golden.StackCase;
import dev.tenantry.policies.Rules;
import dev.tenantry.policies.kubernetes.KubernetesRules;
import dev.tenantry.render.PolicyInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What can be configured, beyond the shipped stacks, passes every rule on objects too. */
class ConfiguredStacksTest {
  private static final Rules RULES = new Rules(KubernetesRules.all());

  @ParameterizedTest
  @MethodSource("folders")
  void everyOptionPassesEveryRule(Path folder) {
    List<String> said =
        RULES.judge(PolicyInput.of("case", StackCase.recordedAt(folder, "case"))).stream()
            .map(found -> found.rule().id() + " " + found.urn() + ": " + found.message())
            .toList();
    assertThat(said).isEmpty();
  }

  /** Of all goldens that are configured by a stack of their own. */
  static List<Path> folders() throws IOException {
    try (Stream<Path> files = Files.walk(Golden.ROOT)) {
      return files
          .filter(file -> file.endsWith(Path.of("stacks", "case", "platform.yaml")))
          .map(file -> file.getParent().getParent().getParent())
          .filter(folder -> !folder.startsWith(Golden.ROOT.resolve("config-errors")))
          .sorted()
          .toList();
    }
  }
}
