package dev.tenantry.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The life of a stack on the real engine and a real API server, in the order of the methods. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TenantLifecycleE2E {
  private static final String STANDARD = "tier: standard\ncostCentre: cc-1\n";
  private static final Environment ENVIRONMENT = Environment.shared();

  @TempDir private static Path folder;
  private static Project project;

  @BeforeAll
  static void declareTwoTenants() {
    project =
        Project.in(folder, ENVIRONMENT)
            .tenant("life-one", STANDARD)
            .tenant("life-two", "tier: premium\ncostCentre: cc-2\n");
  }

  @Test
  @Order(1)
  void anUpCreatesBothNamespacesWithTheirLabels() {
    project.up().succeeded();
    String labels =
        ENVIRONMENT
            .kubectl("get", "namespace", "tenant-life-two", "-o", "jsonpath={.metadata.labels}")
            .succeeded()
            .out();
    assertThat(labels)
        .contains("\"tenant.id\":\"life-two\"")
        .contains("\"tier\":\"premium\"")
        .contains("\"cost-centre\":\"cc-2\"")
        .contains("\"ring\":\"broad\"")
        .contains("\"pod-security.kubernetes.io/enforce\":\"restricted\"")
        .contains("\"pod-security.kubernetes.io/enforce-version\":\"v1.35\"");
    assertThat(ENVIRONMENT.kubectl("get", "ns", "tenant-life-one").exit()).isZero();
  }

  @Test
  @Order(2)
  void theDefaultServiceAccountMountsNoToken() {
    assertThat(
            ENVIRONMENT
                .kubectl(
                    "get",
                    "serviceaccount",
                    "default",
                    "-n",
                    "tenant-life-one",
                    "-o",
                    "jsonpath={.automountServiceAccountToken}")
                .succeeded()
                .out())
        .isEqualTo("false");
  }

  @Test
  @Order(3)
  void aSecondUpChangesNothingNotEvenAResourceVersion() {
    String before = resourceVersions();
    assertThat(project.up().succeeded().out()).contains("unchanged").doesNotContain("updated");
    assertThat(project.previewedChanges()).isEmpty();
    assertThat(resourceVersions()).isEqualTo(before).isNotEmpty();
  }

  @Test
  @Order(4)
  void anEditedTenantFileChangesOnlyThatTenant() {
    project.tenant("life-one", STANDARD + "quota:\n  objects:\n    pods: 7\n");
    assertThat(project.previewedChanges()).containsOnlyKeys("life-one-tenant-quota");
    project.up().succeeded();
    assertThat(quota("tenant-life-one", "pods")).isEqualTo("7");
  }

  @Test
  @Order(5)
  void aThirdTenantIsOneFileAndTouchesNobodyElse() {
    project.tenant("life-three", "tier: isolated\ncostCentre: cc-3\n");
    assertThat(project.previewedChanges().keySet())
        .isNotEmpty()
        .allSatisfy(name -> assertThat(name).startsWith("life-three"));
    project.up().succeeded();
    assertThat(ENVIRONMENT.kubectl("get", "ns", "tenant-life-three").exit()).isZero();
  }

  @Test
  @Order(6)
  void aRemovedTenantFileRemovesItsNamespaceAndNothingElse() {
    project.removeTenant("life-three");
    assertThat(project.previewedChanges().keySet())
        .isNotEmpty()
        .allSatisfy(name -> assertThat(name).startsWith("life-three"));
    project.up().succeeded();
    assertThat(ENVIRONMENT.kubectl("get", "ns", "tenant-life-three").failed().out())
        .contains("not found");
    assertThat(ENVIRONMENT.kubectl("get", "ns", "tenant-life-one").exit()).isZero();
  }

  @Test
  @Order(7)
  void anEditByHandShowsAsDriftConflictsLoudlyAndIsRepairedOnDemand() {
    ENVIRONMENT
        .kubectl(
            "patch",
            "resourcequota",
            "tenant-quota",
            "-n",
            "tenant-life-one",
            "--type=merge",
            "-p",
            "{\"spec\":{\"hard\":{\"pods\":\"900\"}}}")
        .succeeded();
    CommandResult drift =
        project.pulumi(
            "refresh", "--preview-only", "--expect-no-changes", "--diff", "--stack", "local");
    assertThat(drift.failed().out())
        .contains("life-one-tenant-quota")
        .contains("900")
        // By these words .github/scripts/drift.sh tells a drift from a failure.
        .contains("no changes were expected but changes");
    project.pulumi("refresh", "--yes", "--stack", "local").succeeded();
    assertThat(project.up().failed().out())
        .contains("conflict with \"kubectl-patch\"")
        .contains(".spec.hard.pods");
    assertThat(quota("tenant-life-one", "pods")).isEqualTo("900");
    project.upTakingOver().succeeded();
    assertThat(quota("tenant-life-one", "pods")).isEqualTo("7");
    assertThat(project.previewedChanges()).isEmpty();
  }

  @Test
  @Order(8)
  void anObjectDeletedByHandIsCreatedAgain() {
    ENVIRONMENT
        .kubectl("delete", "networkpolicy", "default-deny", "-n", "tenant-life-two")
        .succeeded();
    project.pulumi("refresh", "--yes", "--stack", "local").succeeded();
    assertThat(project.previewedChanges()).containsEntry("life-two-default-deny", "create");
    project.up().succeeded();
    ENVIRONMENT.kubectl("get", "netpol", "default-deny", "-n", "tenant-life-two").succeeded();
  }

  @Test
  @Order(9)
  void theProjectsOwnCommandAppliesTheSameStack() {
    CommandResult up = project.tenantry("up", "local").succeeded();
    assertThat(up.out()).contains("life-one").contains(", 0 changed");
    assertThat(project.tenantry("status", "local").out()).contains("life-two").contains("Active");
    assertThat(project.previewedChanges()).isEmpty();
  }

  @Test
  @Order(10)
  void aDestroyLeavesNothingOfOurs() {
    project.pulumi("destroy", "--yes", "--skip-preview", "--stack", "local").succeeded();
    assertThat(ENVIRONMENT.kubectl("get", "ns", "-o", "name").succeeded().out())
        .doesNotContain("life-one")
        .doesNotContain("life-two");
    assertThat(project.stateUrns()).isEmpty();
  }

  private static String quota(String namespace, String resource) {
    return ENVIRONMENT
        .kubectl(
            "get",
            "resourcequota",
            "tenant-quota",
            "-n",
            namespace,
            "-o",
            "jsonpath={.spec.hard." + resource + "}")
        .succeeded()
        .out();
  }

  private static String resourceVersions() {
    return ENVIRONMENT
        .kubectl(
            "get",
            "limitrange,networkpolicy,serviceaccount",
            "-n",
            "tenant-life-one",
            "-o",
            "jsonpath={range .items[*]}{.metadata.name}={.metadata.resourceVersion} {end}")
        .succeeded()
        .out();
  }
}
