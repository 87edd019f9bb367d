package dev.tenantry.local.environment.kinds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenantry.local.environment.console.Console;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Definitions of kinds from a real Go module; the first run of a machine needs its proxy. */
class DefinitionsIT {
  private static final Path TOOLS = Path.of("..", "tools");

  @TempDir Path temp;

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  @Test
  void theyAreFetchedOnceAndThenNeedNeitherNetworkNorModuleCache() {
    Map<String, String> first = definitions(TOOLS, System.getenv()).all();
    assertThat(first)
        .containsKeys(
            "secretstores.external-secrets.io",
            "externalsecrets.external-secrets.io",
            "httproutes.gateway.networking.k8s.io",
            "scaledobjects.keda.sh",
            "podmonitors.monitoring.coreos.com");
    assertThat(said.toString()).contains("fetched external-secrets");
    Map<String, String> closed = new TreeMap<>(System.getenv());
    closed.put("GOPROXY", "off");
    closed.put("GOMODCACHE", temp.resolve("empty").toString());
    assertThat(definitions(TOOLS, closed).all()).isEqualTo(first);
  }

  @Test
  void aModuleWithAnotherChecksumIsRefused() throws IOException {
    String lock = Files.readString(TOOLS.resolve("crds/modules.lock"));
    Files.createDirectories(temp.resolve("tools/crds"));
    Files.writeString(temp.resolve("tools/crds/modules.lock"), lock.replace("h1:IP3", "h1:AAA"));
    assertThatThrownBy(() -> definitions(temp.resolve("tools"), System.getenv()).all())
        .hasMessageContaining("keda/v2@v2.19.0 has checksum h1:IP3")
        .hasMessageContaining("modules.lock has h1:AAA");
    assertThat(temp.resolve("cache/crds"))
        .isDirectoryNotContaining("glob:**/keda-v2.19.0-*[0-9a-f]");
  }

  private Definitions definitions(Path tools, Map<String, String> variables) {
    Console console = new Console(new PrintStream(said, true), false, System::nanoTime);
    return new Definitions(tools, temp.resolve("cache"), variables, console);
  }
}
