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

  /** Keeps every rule of the platform and of Pod Security; only the resources are left open. */
  private static final String RESTRICTED =
      """
      {"metadata": {"labels": {"tenant.id": "admission"}},
       "spec": {"automountServiceAccountToken": false, "serviceAccountName": "agent-support",
        "nodeSelector": {"tenantry.dev/pool": "standard"},
        "securityContext": {"runAsNonRoot": true, "runAsUser": 65532,
         "seccompProfile": {"type": "RuntimeDefault"}},
        "containers": [{"name": "probe",
         "image": "registry.tenantry.invalid/agents/probe@sha256:%s",
         "imagePullPolicy": "Always",
         "securityContext": {"allowPrivilegeEscalation": false, "readOnlyRootFilesystem": true,
          "capabilities": {"drop": ["ALL"]}}%s}]}}
      """;

  @TempDir private static Path folder;
  private static Project project;

  @BeforeAll
  static void applyATenant() {
    project =
        Project.in(folder, ENVIRONMENT)
            .tenant(
                "admission",
                """
                tier: standard
                costCentre: cc-1
                quota: { objects: { pods: 1 } }
                agents: { support: { tools: [] } }
                workloads:
                  orchestrator: { replicas: { min: 0, max: 0 } }
                  worker: { replicas: { max: 0 } }
                  job: { replicas: { max: 0 } }
                """);
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
    assertThat(run("huge", "--overrides=" + restricted(huge)).failed().out())
        .contains("maximum cpu usage per Container");
  }

  @Test
  void aPodOverTheQuotaIsRefused() {
    String pod = "--overrides=" + restricted("");
    run("first", pod).succeeded();
    assertThat(run("second", pod).failed().out()).contains("exceeded quota: tenant-quota");
  }

  // The platform's own rule answers first; AdmissionPoliciesE2E shows that the quota would as well.
  @Test
  void aLoadBalancerIsRefused() {
    assertThat(
            ENVIRONMENT
                .kubectl("create", "service", "loadbalancer", "door", "--tcp=80", "-n", NAMESPACE)
                .failed()
                .out())
        .contains("'tenantry-service-type' denied request: Services of type LoadBalancer");
  }

  private static String restricted(String resources) {
    return String.format(RESTRICTED, "a".repeat(64), resources);
  }

  private static CommandResult run(String pod, String option) {
    return ENVIRONMENT.kubectl(
        "run", pod, "--image=probe", "--restart=Never", "-n", NAMESPACE, option);
  }
}
