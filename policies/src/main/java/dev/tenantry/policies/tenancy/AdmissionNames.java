package dev.tenantry.policies.tenancy;

import java.util.List;

/**
 * The admission policies that every stack with tenants declares, by their rules' ids.
 *
 * <p>They are the program's; a test of the program compares them with its own.
 */
public final class AdmissionNames {
  /** In the order of docs/admission.md. */
  public static final List<String> ALL =
      List.of(
          "image-digest",
          "image-registry",
          "image-no-latest",
          "image-pull-policy",
          "host-namespaces",
          "process-namespace",
          "host-ports",
          "host-path",
          "volume-types",
          "host-probes",
          "privileged",
          "privilege-escalation",
          "capabilities",
          "run-as-non-root",
          "read-only-root",
          "seccomp",
          "kernel-options",
          "node-pool",
          "isolated-sandbox",
          "resources",
          "gpu",
          "runtime-class",
          "priority-class",
          "node-name",
          "node-selectors",
          "tolerations",
          "scheduler-name",
          "daemon-sets",
          "token-automount",
          "pod-service-account",
          "token-audience",
          "ephemeral-containers",
          "service-account-automount",
          "token-secrets",
          "role-binding-subjects",
          "role-binding-role",
          "service-type",
          "service-external-name",
          "service-external-ips",
          "route-hosts",
          "cluster-secret-store",
          "tenant-label",
          "pod-labels",
          "namespace-labels",
          "disruption-budget",
          "job-ttl",
          "replicas",
          "storage-class",
          "volume-binding");

  private AdmissionNames() {}
}
