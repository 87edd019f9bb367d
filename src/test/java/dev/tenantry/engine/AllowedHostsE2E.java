package dev.tenantry.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A kind that only GKE has, taken by a real API server that knows its schema. */
class AllowedHostsE2E {
  private static final Environment ENVIRONMENT = Environment.shared();
  private static final String SCHEMA =
      "src/test/resources/crds/fqdnnetworkpolicies.networking.gke.io.yaml";
  private static final String NAMESPACE = "tenant-hosts";

  @TempDir private static Path folder;
  private static Project project;

  @BeforeAll
  static void applyATenantWithHosts() {
    ENVIRONMENT.kubectl("apply", "-f", SCHEMA).succeeded();
    ENVIRONMENT
        .kubectl("wait", "--for=condition=Established", "--timeout=30s", "-f", SCHEMA)
        .succeeded();
    project =
        Project.in(folder, ENVIRONMENT)
            .tenant(
                "hosts",
                "tier: standard\ncostCentre: cc-1\n"
                    + "allowedHosts: [api.example.com, \"*.example.org\"]\n");
    project.up().succeeded();
  }

  @AfterAll
  static void destroy() {
    project.pulumi("destroy", "--yes", "--skip-preview", "--stack", "local").succeeded();
    ENVIRONMENT.kubectl("delete", "-f", SCHEMA).succeeded();
  }

  @Test
  void theApiServerTakesTheTypedResourceAndKeepsEveryField() {
    String spec =
        ENVIRONMENT
            .kubectl(
                "get",
                "fqdnnetworkpolicy",
                "egress-hosts",
                "-n",
                NAMESPACE,
                "-o",
                "jsonpath={.spec}")
            .succeeded()
            .out();
    assertThat(spec)
        .contains("{\"pattern\":\"*.example.org\"}")
        .contains("{\"name\":\"api.example.com\"}")
        .contains("\"port\":443")
        .contains("\"orchestrator\"");
  }

  @Test
  void aSecondPreviewChangesNothing() {
    assertThat(project.previewedChanges()).isEmpty();
  }
}
