package dev.tenantry.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kill -9 of the CLI in the middle of an update, then the recovery that the docs tell. */
class InterruptedUpE2E {
  /** Fixed, so that a failure can be run again; the moments still spread over the whole update. */
  private static final long SEED = 20261121L;

  private static final int KILLS = 11;

  /** The first ones hit what is there once per stack too; it is slow to make and to remove. */
  private static final int KILLS_FROM_NOTHING = 2;

  private static final List<String> TENANTS = List.of("kill-one", "kill-two");
  private static final Environment ENVIRONMENT = Environment.shared();

  @TempDir private Path folder;

  @Test
  void afterAKillAtAnyMomentTheNextUpConverges() throws Exception {
    Project project = Project.in(folder, ENVIRONMENT);
    writeTenants(project);
    long wholeMillis = timedUp(project);
    List<String> expected = sorted(project.stateUrns());
    assertThat(expected).hasSizeGreaterThan(20);
    // Written in place, unlike the state itself: killed between, the state cannot be read any more.
    assertThat(project.backendFiles()).contains("local.json").noneMatch(f -> f.endsWith(".attrs"));
    removeTenants(project);
    writeTenants(project);
    long tenantsMillis = timedUp(project);
    var moments = new Random(SEED);
    int interrupted = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      long longest = kill < KILLS_FROM_NOTHING ? wholeMillis : tenantsMillis;
      if (kill < KILLS_FROM_NOTHING) {
        destroy(project);
      } else {
        removeTenants(project);
        writeTenants(project);
      }
      long after = moments.nextLong(longest / 10, longest * 9 / 10);
      interrupted += killedAfter(project, after) ? 1 : 0;
      recover(project);
      assertThat(project.up().exit()).as("up after a kill at %d ms", after).isZero();
      assertThat(sorted(project.stateUrns())).as("killed at %d ms", after).isEqualTo(expected);
      assertThat(project.exported().at("/deployment/pending_operations")).isEmpty();
      if (kill % 4 == 0) {
        assertThat(project.previewedChanges()).as("killed at %d ms", after).isEmpty();
      }
    }
    destroy(project);
    assertThat(killedAfter(project, wholeMillis / 2)).isTrue();
    assertThat(project.tenantry("up", "local").succeeded().out()).contains("was interrupted");
    assertThat(sorted(project.stateUrns())).isEqualTo(expected);
    assertThat(project.previewedChanges()).isEmpty();
    assertThat(interrupted).as("kills that hit a running update").isGreaterThanOrEqualTo(10);
    destroy(project);
    assertThat(ENVIRONMENT.kubectl("get", "ns", "-o", "name").succeeded().out())
        .doesNotContain("tenant-kill-");
  }

  /** The steps of docs/runbooks/interrupted-update.md that come before the next update. */
  private static void recover(Project project) {
    project.pulumi("cancel", "--yes", "--stack", "local").succeeded();
    project.pulumi("refresh", "--yes", "--clear-pending-creates", "--stack", "local").succeeded();
  }

  private static long timedUp(Project project) {
    long started = System.nanoTime();
    project.up().succeeded();
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started);
  }

  /** Returns whether the update still ran when it was killed. */
  private static boolean killedAfter(Project project, long millis) throws InterruptedException {
    Process up = project.start("up", "--yes", "--skip-preview", "--stack", "local");
    boolean ended = up.waitFor(millis, TimeUnit.MILLISECONDS);
    up.destroyForcibly();
    up.waitFor();
    return !ended;
  }

  private static void writeTenants(Project project) {
    for (String tenant : TENANTS) {
      project.tenant(tenant, "tier: standard\ncostCentre: cc-1\nagents:\n  support: {}\n");
    }
  }

  private static void removeTenants(Project project) {
    TENANTS.forEach(project::removeTenant);
    project.up().succeeded();
  }

  private static void destroy(Project project) {
    project.pulumi("destroy", "--yes", "--skip-preview", "--stack", "local").succeeded();
  }

  private static List<String> sorted(List<String> urns) {
    List<String> sorted = new ArrayList<>(urns);
    sorted.sort(Comparator.naturalOrder());
    return sorted;
  }
}
