package dev.tenantry.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the API server itself refuses in a tenant's Namespace. */
class AdmissionE2E {
  private static final Environment ENVIRONMENT = Environment.shared();
  private static final String NAMESPACE = "tenant-admission";
  private static final String RESTRICTED =
      "{\"spec\":{\"securityContext\":{\"runAsNonRoot\":true,\"runAsUser\":65532,"
          + "\"seccompProfile\":{\"type\":\"RuntimeDefault\"}},\"containers\":[{\"name\":\"probe\","
          + "\"image\":\"probe\",\"securityContext\":{\"allowPrivilegeEscalation\":false,"
          + "\"capabilities\":{\"drop\":[\"ALL\"]}}%s}]}}";

  @TempDir private static Path folder;
  private static Project project;

  @BeforeAll
  static void applyATenant() {
    project =
        Project.in(folder, ENVIRONMENT)
            .tenant(
                "admission", "tier: standard\ncostCentre: cc-1\nquota:\n  objects:\n    pods: 1\n");
    project.up().succeeded();
  }

  @AfterAll
  static void destroy() {
    project.pulumi("destroy", "--yes", "--skip-preview", "--stack", "local").succeeded();
  }

  @Test
  void aPrivilegedPodIsRefusedByPodSecurity() {
    assertThat(run("privileged", "--privileged").failed().out())
        .contains("violates PodSecurity \"restricted:v1.35\"");
  }

  @Test
  void aPodAboveTheContainerMaximumIsRefused() {
    String huge = ",\"resources\":{\"limits\":{\"cpu\":\"999\"},\"requests\":{\"cpu\":\"999\"}}";
    assertThat(run("huge", "--overrides=" + String.format(RESTRICTED, huge)).failed().out())
        .contains("maximum cpu usage per Container");
  }

  @Test
  void aPodOverTheQuotaIsRefused() {
    String pod = "--overrides=" + String.format(RESTRICTED, "");
    run("first", pod).succeeded();
    assertThat(run("second", pod).failed().out()).contains("exceeded quota: tenant-quota");
  }

  @Test
  void aLoadBalancerIsRefusedByTheQuota() {
    assertThat(
            ENVIRONMENT
                .kubectl("create", "service", "loadbalancer", "door", "--tcp=80", "-n", NAMESPACE)
                .failed()
                .out())
        .contains("exceeded quota: tenant-quota");
  }

  private static CommandResult run(String pod, String option) {
    return ENVIRONMENT.kubectl(
        "run", pod, "--image=probe", "--restart=Never", "-n", NAMESPACE, option);
  }
}
