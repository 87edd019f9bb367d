package dev.tenantry.config.loading;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.config.KeyPath;
import dev.tenantry.config.StackConfig;
import dev.tenantry.config.TenantConfig;
import dev.tenantry.config.Tier;
import dev.tenantry.golden.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpansionTest {
  @TempDir Path root;

  // The one place to read every default; a changed default is seen in review.
  @Test
  void aMinimalTenantOfEachTierExpandsToThePresets() throws IOException {
    StringBuilder archive = new StringBuilder();
    for (Tier tier : Tier.values()) {
      archive.append("-- tenants/").append(tier.label()).append("-one.yaml --\n");
      archive.append("tier: ").append(tier.label()).append("\ncostCentre: cc-1\n");
    }
    StackFiles.write(root, archive.toString());
    Golden.assertMatches(
        "config/expand-minimal.yaml", Expansion.toYaml(ConfigLoader.load(root, "local")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"local", "dev", "prod"})
  void aStackExpandsAsReviewed(String stack) {
    StackConfig config = ConfigLoader.load(Path.of(""), stack);
    String[] both = Expansion.toYaml(config).split("(?m)^---\\n", 2);
    Golden.assertMatches("config/expand-" + stack + ".yaml", both[0]);
    Golden.assertMatches("config/expand-" + stack + "-tenants.yaml", both[1]);
  }

  @ParameterizedTest
  @ValueSource(strings = {"local", "dev", "prod"})
  void anExpansionLoadsToTheSameRecords(String stack) throws IOException {
    StackConfig config = ConfigLoader.load(Path.of(""), stack);
    assertThat(reload(config))
        .isEqualTo(new StackConfig("local", config.platform(), config.tenants()));
  }

  // Every key is stated with a value other than its default, and arrives.
  @Test
  void everyKeyOfATenantIsReadFromItsFile() throws IOException {
    String written = Files.readString(Golden.ROOT.resolve("config/every-key.yaml"));
    StackFiles.write(root, "-- tenants/acme.yaml --\n" + written);
    TenantConfig tenant = only(ConfigLoader.load(root, "local"));
    assertThat(Expansion.toYaml(tenant)).isEqualTo(written);

    StackFiles.write(root, "-- tenants/acme.yaml --\ntier: isolated\ncostCentre: cc-1\n");
    Map<KeyPath, String> stated = leaves(written);
    Map<KeyPath, String> defaults =
        leaves(Expansion.toYaml(only(ConfigLoader.load(root, "local"))));
    defaults.remove(KeyPath.of("tier"));
    assertThat(stated.keySet()).containsAll(defaults.keySet());
    defaults.forEach((path, text) -> assertThat(stated.get(path)).as(path + "").isNotEqualTo(text));
  }

  private StackConfig reload(StackConfig config) throws IOException {
    Map<String, String> files = new TreeMap<>();
    files.put("platform.yaml", Expansion.toYaml(config.platform()));
    config
        .tenants()
        .forEach(
            (name, tenant) -> files.put("tenants/" + name + ".yaml", Expansion.toYaml(tenant)));
    StringBuilder archive = new StringBuilder();
    files.forEach((name, text) -> archive.append("-- ").append(name).append(" --\n").append(text));
    StackFiles.write(root, archive.toString());
    return ConfigLoader.load(root, "local");
  }

  private static TenantConfig only(StackConfig config) {
    return config.tenants().get(config.tenants().firstKey());
  }

  private static Map<KeyPath, String> leaves(String yaml) {
    YamlFile file = YamlReader.read(SourceFile.of("text", yaml), finding -> {});
    Map<KeyPath, String> leaves = new HashMap<>();
    collect(file.root(), KeyPath.ROOT, leaves);
    return leaves;
  }

  private static void collect(JsonNode node, KeyPath here, Map<KeyPath, String> leaves) {
    if (node.isValueNode()) {
      leaves.put(here, node.asText());
    }
    node.properties().forEach(e -> collect(e.getValue(), here.key(e.getKey()), leaves));
  }
}
