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
    Whole whole = timedUp(project);
    assertThat(whole.urns()).hasSizeGreaterThan(20);
    // Written in place, unlike the state itself: killed between, the state cannot be read any more.
    assertThat(project.backendFiles()).contains("local.json").noneMatch(f -> f.endsWith(".attrs"));
    TENANTS.forEach(project::removeTenant);
    Whole removal = timedUp(project);
    writeTenants(project);
    Whole addition = timedUp(project);
    var moments = new Random(SEED);
    int interrupted = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      Whole wanted = kill < KILLS_FROM_NOTHING ? whole : kill % 2 == 0 ? removal : addition;
      prepare(project, wanted, whole, removal);
      long after = moments.nextLong(wanted.millis() / 10, wanted.millis() * 9 / 10);
      interrupted += killedAfter(project, after) ? 1 : 0;
      recover(project);
      assertThat(project.up().exit()).as("up after a kill at %d ms", after).isZero();
      assertThat(sorted(project.stateUrns())).as("killed at %d ms", after).isEqualTo(wanted.urns());
      assertThat(project.exported().at("/deployment/pending_operations")).isEmpty();
      if (kill % 4 == 0) {
        assertThat(project.previewedChanges()).as("killed at %d ms", after).isEmpty();
      }
    }
    writeTenants(project);
    destroy(project);
    assertThat(killedAfter(project, whole.millis() / 2)).isTrue();
    assertThat(project.tenantry("up", "local").succeeded().out()).contains("was interrupted");
    assertThat(sorted(project.stateUrns())).isEqualTo(whole.urns());
    assertThat(project.previewedChanges()).isEmpty();
    assertThat(interrupted).as("kills that hit a running update").isGreaterThanOrEqualTo(10);
    destroy(project);
    assertThat(ENVIRONMENT.kubectl("get", "ns", "-o", "name").succeeded().out())
        .doesNotContain("tenant-kill-");
  }

  /** An update that nobody killed: how long it took, and what there was afterwards. */
  private record Whole(long millis, List<String> urns) {}

  /** Leaves the update to do that will be killed. */
  private static void prepare(Project project, Whole wanted, Whole whole, Whole removal) {
    if (wanted == whole) {
      destroy(project);
    } else if (wanted == removal) {
      TENANTS.forEach(project::removeTenant);
    } else {
      writeTenants(project);
    }
  }

  /** The steps of docs/runbooks/interrupted-update.md that come before the next update. */
  private static void recover(Project project) {
    project.pulumi("cancel", "--yes", "--stack", "local").succeeded();
    project.pulumi("refresh", "--yes", "--clear-pending-creates", "--stack", "local").succeeded();
  }

  private static Whole timedUp(Project project) {
    long started = System.nanoTime();
    project.up().succeeded();
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started);
    return new Whole(millis, sorted(project.stateUrns()));
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

  private static void destroy(Project project) {
    project.pulumi("destroy", "--yes", "--skip-preview", "--stack", "local").succeeded();
  }

  private static List<String> sorted(List<String> urns) {
    List<String> sorted = new ArrayList<>(urns);
    sorted.sort(Comparator.naturalOrder());
    return sorted;
  }
}
