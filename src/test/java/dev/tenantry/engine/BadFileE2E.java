package dev.tenantry.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bad tenant file stops the program before the engine hears of any resource. */
class BadFileE2E {
  private static final Environment ENVIRONMENT = Environment.shared();

  @TempDir private Path folder;

  @Test
  void nothingIsRegisteredAndNothingChanges() {
    Project project =
        Project.in(folder, ENVIRONMENT)
            .tenant("bad-good", "tier: standard\ncostCentre: cc-1\n")
            .tenant("bad-bad", "tier: standard\ncostCentre: cc-1\nqouta:\n  pods: 3\n");
    CommandResult up = project.up().failed();
    assertThat(up.out())
        .contains("stacks/local/tenants/bad-bad.yaml:3:1")
        .contains("did you mean \"quota\"?");
    assertThat(project.stateUrns()).isEmpty();
    assertThat(ENVIRONMENT.kubectl("get", "ns", "-o", "name").succeeded().out())
        .doesNotContain("tenant-bad-");
  }

  @Test
  void theProjectsOwnCommandRefusesItToo() {
    Project project = Project.in(folder, ENVIRONMENT).tenant("bad-tier", "tier: gold\n");
    assertThat(project.tenantry("up", "local").failed().out())
        .contains("stacks/local/tenants/bad-tier.yaml:1:7")
        .contains("costCentre");
  }
}
