package dev.tenantry.config.loading;

import dev.tenantry.golden.Golden;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigReferenceTest {
  @TempDir Path root;

  @Test
  void theCheckedInReferenceIsFresh() throws IOException {
    StackFiles.write(root, "");
    Golden.assertFileMatches(
        Path.of("docs", "config.md"),
        ConfigReference.of(ConfigLoader.load(root, "local").platform()));
  }
}
