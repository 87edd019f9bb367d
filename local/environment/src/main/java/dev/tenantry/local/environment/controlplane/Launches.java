package dev.tenantry.local.environment.controlplane;

import dev.tenantry.local.environment.pki.Certificates;
import dev.tenantry.local.environment.pki.KeyFiles;
import dev.tenantry.local.environment.processes.Launch;
import dev.tenantry.local.environment.processes.StopSignal;
import dev.tenantry.local.environment.state.StateFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The command lines of the four processes. */
final class Launches {
  static final String ETCD = "etcd";
  static final String ETCD_PEER = "etcd-peer";
  static final String API_SERVER = "kube-apiserver";
  static final String CONTROLLER_MANAGER = "kube-controller-manager";
  static final String SCHEDULER = "kube-scheduler";
  private static final String LOOPBACK = "127.0.0.1";
  private static final String SERVICE_RANGE = "10.96.0.0/16";

  private final StateFolder state;
  private final Certificates certificates;
  private final ApiServerFiles files;
  private final Map<String, Integer> ports;
  private final Function<String, Path> tools;

  Launches(
      StateFolder state,
      Certificates certificates,
      ApiServerFiles files,
      Map<String, Integer> ports,
      Function<String, Path> tools) {
    this.state = state;
    this.certificates = certificates;
    this.files = files;
    this.ports = ports;
    this.tools = tools;
  }

  Launch etcd() {
    KeyFiles server = certificates.leaf("etcd");
    String client = "https://" + LOOPBACK + ":" + ports.get(ETCD);
    String peer = "https://" + LOOPBACK + ":" + ports.get(ETCD_PEER);
    return launch(
        ETCD,
        List.of(
            "--name=tenantry",
            "--data-dir=" + state.data(ETCD),
            "--listen-client-urls=" + client,
            "--advertise-client-urls=" + client,
            "--listen-peer-urls=" + peer,
            "--initial-advertise-peer-urls=" + peer,
            "--initial-cluster=tenantry=" + peer,
            "--cert-file=" + server.certificate(),
            "--key-file=" + server.key(),
            "--trusted-ca-file=" + certificates.etcd().certificate(),
            "--client-cert-auth",
            "--peer-cert-file=" + server.certificate(),
            "--peer-key-file=" + server.key(),
            "--peer-trusted-ca-file=" + certificates.etcd().certificate(),
            "--peer-client-cert-auth",
            // A power cut may cost this data; waiting for the disk would cost every write.
            "--unsafe-no-fsync",
            "--log-level=warn"));
  }

  Launch apiServer() {
    List<String> flags = new ArrayList<>();
    flags.addAll(apiServerAddress());
    flags.addAll(apiServerStorage());
    flags.addAll(apiServerAccess());
    return launch(API_SERVER, flags);
  }

  private List<String> apiServerAddress() {
    KeyFiles server = certificates.leaf("apiserver");
    return List.of(
        "--bind-address=" + LOOPBACK,
        "--advertise-address=" + LOOPBACK,
        "--secure-port=" + ports.get(API_SERVER),
        "--tls-cert-file=" + server.certificate(),
        "--tls-private-key-file=" + server.key(),
        "--service-cluster-ip-range=" + SERVICE_RANGE,
        // A loopback address is not allowed in the Endpoints of the Service `kubernetes`.
        "--endpoint-reconciler-type=none",
        "--profiling=false");
  }

  private List<String> apiServerStorage() {
    KeyFiles client = certificates.leaf("etcd-client");
    return List.of(
        "--etcd-servers=https://" + LOOPBACK + ":" + ports.get(ETCD),
        "--etcd-cafile=" + certificates.etcd().certificate(),
        "--etcd-certfile=" + client.certificate(),
        "--etcd-keyfile=" + client.key(),
        "--encryption-provider-config=" + files.encryption(),
        "--audit-policy-file=" + files.audit(),
        "--audit-log-path=" + state.log("audit"),
        "--audit-log-maxsize=50",
        "--audit-log-maxbackup=2");
  }

  private List<String> apiServerAccess() {
    KeyFiles proxy = certificates.leaf("front-proxy-client");
    return List.of(
        "--client-ca-file=" + certificates.cluster().certificate(),
        "--anonymous-auth=false",
        "--authorization-mode=Node,RBAC",
        "--enable-admission-plugins=NodeRestriction",
        // As on GKE: what a tenant may not run is refused by Pod Security, not by a missing flag.
        "--allow-privileged=true",
        "--service-account-issuer=https://kubernetes.default.svc.cluster.local",
        "--service-account-key-file=" + certificates.serviceAccountPublicKey(),
        "--service-account-signing-key-file=" + certificates.serviceAccountKey(),
        "--requestheader-client-ca-file=" + certificates.frontProxy().certificate(),
        "--requestheader-allowed-names=front-proxy-client",
        "--requestheader-extra-headers-prefix=X-Remote-Extra-",
        "--requestheader-group-headers=X-Remote-Group",
        "--requestheader-username-headers=X-Remote-User",
        "--proxy-client-cert-file=" + proxy.certificate(),
        "--proxy-client-key-file=" + proxy.key());
  }

  Launch controllerManager() {
    List<String> flags = new ArrayList<>(component(CONTROLLER_MANAGER, "controller-manager"));
    flags.addAll(
        List.of(
            "--use-service-account-credentials",
            "--service-account-private-key-file=" + certificates.serviceAccountKey(),
            "--root-ca-file=" + certificates.cluster().certificate(),
            "--cluster-signing-cert-file=" + certificates.cluster().certificate(),
            "--cluster-signing-key-file=" + certificates.cluster().key(),
            // Every controller asks for a token of its own; at 20 a second that takes long.
            "--kube-api-qps=200",
            "--kube-api-burst=400"));
    return launch(CONTROLLER_MANAGER, flags);
  }

  Launch scheduler() {
    return launch(SCHEDULER, component(SCHEDULER, "scheduler"));
  }

  private List<String> component(String name, String user) {
    Path kubeconfig = state.config().resolve(user + ".kubeconfig");
    Path authority = certificates.cluster().certificate();
    Kubeconfig.write(kubeconfig, ports.get(API_SERVER), authority, certificates.leaf(user));
    KeyFiles server = certificates.leaf("component");
    return List.of(
        "--kubeconfig=" + kubeconfig,
        "--authentication-kubeconfig=" + kubeconfig,
        "--authorization-kubeconfig=" + kubeconfig,
        "--client-ca-file=" + authority,
        "--requestheader-client-ca-file=" + certificates.frontProxy().certificate(),
        "--bind-address=" + LOOPBACK,
        "--secure-port=" + ports.get(name),
        "--tls-cert-file=" + server.certificate(),
        "--tls-private-key-file=" + server.key(),
        "--leader-elect=false",
        "--profiling=false");
  }

  private Launch launch(String name, List<String> flags) {
    List<String> command = new ArrayList<>(List.of(tools.apply(name).toString()));
    command.addAll(flags);
    return new Launch(name, command, ports.get(name), StopSignal.TERM);
  }
}
