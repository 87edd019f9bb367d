package dev.tenantry.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.golden.StackCase;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A whole GKE platform on the real engine, on a machine that has no credentials of Google's. */
class PlatformPreviewE2E {
  private static final Environment ENVIRONMENT = Environment.shared();

  @TempDir private Path home;

  @ParameterizedTest
  @ValueSource(strings = {"dev", "prod"})
  void everyResourceIsPreviewedAndTheTestProvidersSayWhoTheyAre(String stack) {
    CommandResult preview =
        Command.run(Path.of(""), withoutCredentials(), List.of("bin/tenantry", "preview", stack))
            .succeeded();
    assertThat(preview.out())
        .contains(
            "test provider: records Google Cloud resources of project tenantry-"
                + stack
                + "; creates nothing")
        .contains("gke-cluster")
        .containsPattern("(?m)^\\s*\\+ " + registered(stack) + " (resources )?to create$")
        .doesNotContain("error:")
        .doesNotContain("warning:");
  }

  /** With the stack itself, which the engine counts too. */
  private static int registered(String stack) {
    return StackCase.shipped(stack).size() + 1;
  }

  private Map<String, String> withoutCredentials() {
    Map<String, String> variables = new TreeMap<>(ENVIRONMENT.variables());
    variables.put("CLOUDSDK_CONFIG", home.toString());
    variables.put("GOOGLE_APPLICATION_CREDENTIALS", home.resolve("none.json").toString());
    return variables;
  }
}
