package dev.tenantry.admission;

import java.util.List;

/** Nothing of the node is a tenant's: namespaces, ports, files. */
final class HostRules {
  private static final String VOLUME_TYPES =
      "['configMap', 'downwardAPI', 'emptyDir', 'ephemeral', 'persistentVolumeClaim',"
          + " 'projected', 'secret']";

  private HostRules() {}

  static List<AdmissionRule> all() {
    return List.of(
        AdmissionRule.of(
            "host-namespaces",
            "The node's network, processes and memory belong to all its tenants.",
            Scope.PODS,
            "MTB-PL1-BC-HI-3, -4, -5; PSS hostNamespaces",
            "!variables.spec.?hostNetwork.orValue(false) &&"
                + " !variables.spec.?hostPID.orValue(false) &&"
                + " !variables.spec.?hostIPC.orValue(false)",
            "hostNetwork, hostPID and hostIPC are not available to tenants: remove them"),
        AdmissionRule.of(
            "process-namespace",
            "A sidecar could read the memory and the secrets of its neighbours.",
            Scope.PODS,
            "Kubernetes docs, Share Process Namespace",
            "!variables.spec.?shareProcessNamespace.orValue(false)",
            "shareProcessNamespace is not available to tenants: remove it"),
        AdmissionRule.of(
            "host-ports",
            "A port of the node bypasses network policies.",
            Scope.PODS,
            "MTB-PL1-BC-HI-3; PSS hostPorts",
            "variables.containers.all(c,"
                + " c.?ports.orValue([]).all(p, p.?hostPort.orValue(0) == 0))",
            "hostPort is not available to tenants: expose the port through a Service"),
        AdmissionRule.of(
            "host-path",
            "Files of the node hold the credentials of its kubelet and of other tenants.",
            Scope.PODS,
            "MTB-PL1-BC-HI-1; PSS hostPathVolumes",
            "variables.spec.?volumes.orValue([]).all(v, !has(v.hostPath))",
            "hostPath volumes are not available to tenants: use emptyDir or a volume claim"),
        AdmissionRule.of(
            "volume-types",
            "Other volume types mount network addresses or unsigned images past all other rules.",
            Scope.PODS,
            "PSS restrictedVolumes, without csi",
            "variables.spec.?volumes.orValue([]).all(v, has(v.hostPath) || "
                + VOLUME_TYPES
                + ".exists(k, k in v))",
            "only these volume types are available: configMap, downwardAPI, emptyDir, ephemeral,"
                + " persistentVolumeClaim, projected, secret"),
        AdmissionRule.of(
            "host-probes",
            "The kubelet would call any address for the tenant, past its network policies.",
            Scope.PODS,
            "PSS hostProbesAndhostLifecycle",
            "variables.containers.all(c, [c.?livenessProbe, c.?readinessProbe, c.?startupProbe,"
                + " c.?lifecycle.?postStart, c.?lifecycle.?preStop].all(p,"
                + " p.?httpGet.?host.orValue('') == '' && p.?tcpSocket.?host.orValue('') == ''))",
            "probes and lifecycle hooks must not name a host: remove it, the pod itself is meant"));
  }
}
