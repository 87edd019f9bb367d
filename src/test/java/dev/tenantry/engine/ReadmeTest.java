package dev.tenantry.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenantry.config.StackConfig;
import dev.tenantry.config.TenantName;
import dev.tenantry.config.loading.ConfigLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be told of README.md without an engine; {@link ReadmeE2E} runs its commands. */
class ReadmeTest {
  private static final Set<String> LANGUAGES = Set.of("shell", "yaml", "text");

  @Test
  void everyBlockIsOfAKindThatATestReads() {
    assertThat(Readme.blocks())
        .isNotEmpty()
        .allSatisfy(block -> assertThat(LANGUAGES).contains(block.language()));
  }

  @Test
  void everyYamlIsATenantThatTheLoaderTakes(@TempDir Path root) throws Exception {
    List<Readme.Block> tenants =
        Readme.blocks().stream().filter(block -> block.language().equals("yaml")).toList();
    assertThat(tenants).isNotEmpty();
    for (Readme.Block block : tenants) {
      Path file = root.resolve(block.path().orElseThrow());
      Files.createDirectories(file.getParent());
      Files.write(file, block.lines());
      Path platform = Path.of("stacks/local/platform.yaml");
      Files.copy(platform, root.resolve(platform));
      StackConfig config = ConfigLoader.load(root, "local");
      String name = file.getFileName().toString().replace(".yaml", "");
      assertThat(config.tenants()).containsOnlyKeys(TenantName.parse(name));
    }
  }

  @Test
  void theMistakeIsToldAsThePageSays(@TempDir Path root) throws Exception {
    Readme.Block shown =
        Readme.blocks().stream()
            .filter(block -> String.join("", block.lines()).contains("qouta"))
            .findFirst()
            .orElseThrow();
    Readme.Block tenant =
        Readme.blocks().stream()
            .filter(block -> block.language().equals("yaml"))
            .findFirst()
            .orElseThrow();
    Path file = root.resolve(tenant.path().orElseThrow());
    Files.createDirectories(file.getParent());
    Files.writeString(file, String.join("\n", tenant.lines()).replace("quota:", "qouta:"));
    Path platform = Path.of("stacks/local/platform.yaml");
    Files.copy(platform, root.resolve(platform));
    assertThatThrownBy(() -> ConfigLoader.load(root, "local"))
        .hasMessageContaining(String.join("\n", shown.lines()));
  }

  @Test
  void theReachabilityTableIsTheProversOwn() throws Exception {
    String page = Files.readString(Path.of("README.md"));
    String table = Files.readString(Path.of("src/test/golden/prove/local.md"));
    assertThat(page)
        .as("copy src/test/golden/prove/local.md between the marks in README.md")
        .contains("<!-- prove local -->\n" + table.strip() + "\n<!-- end -->");
  }
}
