package dev.tenantry.local.environment.pki;

import dev.tenantry.local.environment.state.PrivateFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** All keys and certificates of one control plane; made when missing, renewed in time. */
public final class Certificates {
  static final Duration RENEW_BEFORE = Duration.ofDays(30);
  private static final String CLUSTER = "cluster-ca";
  private static final String ETCD = "etcd-ca";
  private static final String FRONT_PROXY = "front-proxy-ca";
  private static final String SERVICE_ACCOUNT = "service-account";
  private static final List<String> LOOPBACK = List.of("localhost", "127.0.0.1");

  private static final List<String> API_SERVER_HOSTS =
      List.of(
          "localhost",
          "127.0.0.1",
          // The first address of the service range: the Service `kubernetes`.
          "10.96.0.1",
          "kubernetes",
          "kubernetes.default",
          "kubernetes.default.svc",
          "kubernetes.default.svc.cluster.local");

  private static final List<Leaf> LEAVES =
      List.of(
          new Leaf("etcd", ETCD, "etcd", "", Leaf.Purpose.PEER, LOOPBACK),
          Leaf.client("etcd-client", ETCD, "kube-apiserver", ""),
          new Leaf(
              "apiserver", CLUSTER, "kube-apiserver", "", Leaf.Purpose.SERVER, API_SERVER_HOSTS),
          new Leaf("component", CLUSTER, "component", "", Leaf.Purpose.SERVER, LOOPBACK),
          Leaf.client("admin", CLUSTER, "tenantry-admin", "system:masters"),
          Leaf.client("controller-manager", CLUSTER, "system:kube-controller-manager", ""),
          Leaf.client("scheduler", CLUSTER, "system:kube-scheduler", ""),
          Leaf.client("front-proxy-client", FRONT_PROXY, "front-proxy-client", ""));

  private final Path folder;
  private final Clock clock;

  public Certificates(Path folder, Clock clock) {
    this.folder = folder;
    this.clock = clock;
  }

  public KeyFiles cluster() {
    return KeyFiles.in(folder, CLUSTER);
  }

  public KeyFiles etcd() {
    return KeyFiles.in(folder, ETCD);
  }

  public KeyFiles frontProxy() {
    return KeyFiles.in(folder, FRONT_PROXY);
  }

  /** The files of an issued certificate, such as `apiserver` or `admin`. */
  public KeyFiles leaf(String name) {
    return KeyFiles.in(folder, name);
  }

  public Path serviceAccountKey() {
    return folder.resolve(SERVICE_ACCOUNT + ".key");
  }

  public Path serviceAccountPublicKey() {
    return folder.resolve(SERVICE_ACCOUNT + ".pub");
  }

  /** Makes what is missing and renews what soon expires; says whether anything changed. */
  public boolean ensure() {
    boolean changed = ensureServiceAccountKeys();
    for (String authority : List.of(CLUSTER, ETCD, FRONT_PROXY)) {
      boolean renewed = !isGood(authority);
      if (renewed) {
        write(authority, issuer().authority(authority));
      }
      changed |= renewed;
      for (Leaf leaf : LEAVES) {
        if (leaf.authority().equals(authority) && (renewed || !isGood(leaf.name()))) {
          KeyFiles signer = KeyFiles.in(folder, authority);
          write(
              leaf.name(),
              issuer()
                  .leaf(leaf, Pem.certificate(signer.certificate()), Pem.privateKey(signer.key())));
          changed = true;
        }
      }
    }
    return changed;
  }

  /** Made late: its library is not loaded where nothing is to be issued. */
  private Issuer issuer() {
    return new Issuer(clock.instant());
  }

  private boolean isGood(String name) {
    return KeyFiles.in(folder, name).lastBeyond(clock.instant().plus(RENEW_BEFORE));
  }

  /** These are kept when certificates are renewed: tokens signed with them stay good. */
  private boolean ensureServiceAccountKeys() {
    if (Files.exists(serviceAccountKey()) && Files.exists(serviceAccountPublicKey())) {
      return false;
    }
    KeyPair keys = issuer().newKeys();
    PrivateFiles.write(serviceAccountKey(), Pem.ofKey(keys));
    String publicKey = Pem.of("PUBLIC KEY", keys.getPublic().getEncoded());
    PrivateFiles.write(serviceAccountPublicKey(), publicKey);
    return true;
  }

  private void write(String name, Issuer.Issued issued) {
    KeyFiles.in(folder, name).write(issued);
  }
}
