package dev.tenantry.local.environment.kinds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PinnedModuleTest {
  private static final Path TOOLS = Path.of("..", "tools");

  @TempDir Path temp;

  @Test
  void everyModuleOfTheCheckoutHasAVersionAndAChecksum() {
    assertThat(PinnedModule.all(TOOLS))
        .extracting(PinnedModule::name)
        .contains("external-secrets", "gateway-api", "keda", "prometheus-operator")
        .doesNotHaveDuplicates();
    assertThat(PinnedModule.all(TOOLS))
        .allSatisfy(
            module -> {
              assertThat(module.version()).matches("v[0-9]+\\.[0-9]+\\.[0-9]+");
              assertThat(module.checksum()).matches("h1:[A-Za-z0-9+/]{43}=");
            });
  }

  @Test
  void aLineThatIsNoModuleIsNamed() throws IOException {
    Files.createDirectories(temp.resolve("crds"));
    Files.writeString(temp.resolve("crds/modules.lock"), "# comment\n\nkeda v2.19.0\n");
    assertThatThrownBy(() -> PinnedModule.all(temp)).hasMessageContaining("have: keda v2.19.0");
  }
}
