package dev.tenantry.engine;

import java.util.List;
import java.util.Map;

/**
 * What people and programs try with kubectl; OWN and OTHER stand for Namespaces, JOB for a
 * manifest.
 */
final class AccessAttempts {
  /** Read, write, list, widen, borrow an identity, look around: all on somebody else's. */
  static final List<String> ACROSS_TENANTS =
      List.of(
          "get configmap planted -n OTHER",
          "get secret planted -n OTHER",
          "get pods -n OTHER",
          "get secrets -n OTHER",
          "get pods --all-namespaces",
          "get secrets --all-namespaces",
          "get namespaces",
          "get namespace OTHER",
          "create configmap mine -n OTHER --from-literal=a=b",
          "patch configmap planted -n OTHER --type=merge -p {\"data\":{\"a\":\"c\"}}",
          "delete configmap planted -n OTHER",
          "scale deployment web --replicas=1 -n OTHER",
          "create token agent-support -n OTHER",
          "create rolebinding mine -n OTHER --role=viewer --user=ann",
          "delete networkpolicy default-deny -n OTHER",
          "create clusterrolebinding mine --clusterrole=view --user=ann",
          "create namespace tenant-mine",
          "get nodes");

  /** What is refused to every role in the own Namespace. */
  static final List<String> FOR_NOBODY =
      List.of(
          "get secrets -n OWN",
          "get secret planted -n OWN",
          "create secret generic mine -n OWN --from-literal=a=b",
          "delete secret planted -n OWN",
          "create token agent-support -n OWN",
          "create token default -n OWN",
          "create serviceaccount mine -n OWN",
          "create role mine -n OWN --verb=get --resource=pods",
          "create rolebinding mine -n OWN --role=deployer --user=ann",
          "delete rolebinding viewer-groups -n OWN",
          "delete networkpolicy default-deny -n OWN",
          "delete resourcequota tenant-quota -n OWN",
          "delete limitrange tenant-limits -n OWN",
          "delete serviceaccount agent-support -n OWN",
          "label namespace OWN tier=premium",
          "delete namespace OWN",
          "create --raw /api/v1/namespaces/OWN/pods/web/exec?command=id -f /dev/null",
          "create --raw /api/v1/namespaces/OWN/pods/web/attach -f /dev/null",
          "create --raw /api/v1/namespaces/OWN/pods/web/portforward -f /dev/null",
          "get --raw /api/v1/namespaces/OWN/pods/web/proxy/",
          "get --raw /api/v1/namespaces/OWN/services/web/proxy/",
          "run mine --image=probe -n OWN");

  private static final String IMAGE =
      "set image -n OWN deployment/web probe=registry.tenantry.invalid/agents/other@sha256:"
          + "b".repeat(64);

  private static final Map<String, List<String>> REFUSED =
      Map.of(
          "viewer",
          List.of(
              "create configmap mine -n OWN --from-literal=a=b",
              "delete deployment web -n OWN",
              "scale deployment web --replicas=0 -n OWN"),
          "operator",
          List.of(
              "rollout restart deployment web -n OWN",
              IMAGE,
              "create -f JOB -n OWN",
              "create configmap mine -n OWN --from-literal=a=b",
              "delete deployment web -n OWN"),
          "deployer",
          List.of(
              "get --raw /api/v1/namespaces/OWN/pods/web/log",
              "delete --raw /api/v1/namespaces/OWN/pods/web",
              "scale deployment web --replicas=0 -n OWN"));

  private static final Map<String, List<String>> ALLOWED =
      Map.of(
          "viewer",
          List.of(
              "get configmap planted -n OWN",
              "get pods,deployments,statefulsets,jobs,cronjobs,services,pvc -n OWN",
              "get events,quota,limits,netpol,hpa,pdb -n OWN",
              "describe deployment web -n OWN"),
          "operator",
          List.of(
              "get events,quota,limits,netpol -n OWN",
              "scale deployment web --replicas=0 -n OWN",
              "delete pods -l app=web -n OWN",
              "delete jobs -l app=web -n OWN"),
          "deployer",
          List.of(
              "create configmap mine -n OWN --from-literal=a=b",
              "delete configmap mine -n OWN",
              IMAGE,
              "rollout restart deployment web -n OWN",
              "create -f JOB -n OWN",
              "create poddisruptionbudget mine -n OWN --selector=app=web --max-unavailable=1",
              "autoscale deployment web --max=2 -n OWN",
              "create service clusterip web --tcp=80 -n OWN"));

  private AccessAttempts() {}

  /** What a role tries in vain in its own Namespace. */
  static List<String> refused(String role) {
    return REFUSED.get(role);
  }

  /** What a role needs for its work. */
  static List<String> allowed(String role) {
    return ALLOWED.get(role);
  }
}
