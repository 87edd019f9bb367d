package dev.tenantry.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenantry.policies.analyzer.StrictPack;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pack whose rules the product breaks: {@code tenantry up} applies nothing, and says why. */
class OtherPackE2E {
  private static final Environment ENVIRONMENT = Environment.shared();

  @TempDir private Path folder;

  @Test
  void aRuleOnTheWholeStackStopsAnUpdateBeforeAnythingExists() throws Exception {
    Project project =
        Project.in(folder, ENVIRONMENT)
            .tenant("refused", "tier: standard\ncostCentre: cc-1\n")
            .withPack(strictPack());
    CommandResult up = project.tenantry("up", "local").failed();
    assertThat(up.out())
        .contains(
            """
            The policy pack refuses the stack. Nothing was applied.

            mandatory: stack-has-no-tenant at refused-namespace (kubernetes:core/v1:Namespace)
              no tenant is wanted here
              Instead: A way out.
            """);
    assertThat(project.stateUrns()).isEmpty();
    assertThat(ENVIRONMENT.kubectl("get", "ns", "-o", "name").succeeded().out())
        .doesNotContain("tenant-refused");
  }

  @Test
  void aStacksMistakeInItsFileIsRefusedBeforeTheEngineStarts() throws IOException {
    Project project = Project.in(folder, ENVIRONMENT);
    Files.writeString(
        folder.resolve("stacks/local/policies.json"), "{\"namespace-is-tidy\": \"advisory\"}");
    assertThat(project.tenantry("preview", "local").failed().out())
        .isEqualTo(
            "stacks/local/policies.json: there is no rule namespace-is-tidy;"
                + " docs/policies.md lists the rules\n");
  }

  @Test
  void aRemedyAddsWhatIsMissingBeforeTheObjectExists() throws Exception {
    PlantedStack stack =
        PlantedStack.in(Files.createDirectory(folder.resolve("stack")), ENVIRONMENT, strictPack());
    Path file = folder.resolve("policies.json");
    Files.writeString(file, "{\"" + StrictPack.OWNED + "\": \"remediate\"}");
    String name = "remedied";
    RawResource map =
        new RawResource(
            "",
            "kubernetes:core/v1:ConfigMap",
            name,
            new ObjectMapper()
                .readTree(
                    """
                    {"apiVersion": "v1", "kind": "ConfigMap",
                     "metadata": {"name": "remedied", "namespace": "default"}}
                    """));
    String[] more = {"--yes", "--skip-preview", "--policy-pack-config", file.toString()};
    stack.run("up", List.of(map), RawProgram.Providers.OF_THE_ENVIRONMENT, more).succeeded();
    assertThat(
            ENVIRONMENT
                .kubectl("get", "configmap", name, "-o", "jsonpath={.metadata.labels.owner}")
                .succeeded()
                .out())
        .isEqualTo("nobody");
    stack.run("up", List.of(), RawProgram.Providers.OF_THE_ENVIRONMENT, more).succeeded();
  }

  /** A folder as {@code policies/}, whose shim starts the other pack. */
  private Path strictPack() throws IOException, URISyntaxException {
    Path pack = Files.createDirectories(folder.resolve("strict/bin")).getParent();
    Files.copy(Path.of("policies/PulumiPolicy.yaml"), pack.resolve("PulumiPolicy.yaml"));
    Path shim = pack.resolve("bin/pulumi-analyzer-policy-tenantry");
    Files.writeString(
        shim,
        "#!/bin/sh\nexec java -cp '%s' %s\n"
            .formatted(
                String.join(
                    File.pathSeparator,
                    place(StrictPack.class),
                    Path.of("policies/target/policies.jar").toAbsolutePath().toString()),
                StrictPack.class.getName()));
    Files.setPosixFilePermissions(shim, PosixFilePermissions.fromString("rwxr-xr-x"));
    return pack;
  }

  private static String place(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
  }
}
