package dev.tenantry.prove;

/** Whom a rule speaks of. */
public sealed interface Peer {
  /**
   * Whether a pod is meant.
   *
   * @param namespace the policy's own Namespace
   */
  boolean matches(String namespace, Pod pod);

  /** The addresses that are meant, whoever has them. */
  Addresses addresses();

  /** Everyone, inside the cluster and outside: a rule without {@code from} or {@code to}. */
  record Anyone() implements Peer {
    @Override
    public boolean matches(String namespace, Pod pod) {
      return true;
    }

    @Override
    public Addresses addresses() {
      return Addresses.ALL;
    }
  }

  /** Pods of the policy's own Namespace: a {@code podSelector} alone. */
  record OwnPods(Selector pods) implements Peer {
    @Override
    public boolean matches(String namespace, Pod pod) {
      return pod.namespace().equals(namespace) && pods.matches(pod.labels());
    }

    @Override
    public Addresses addresses() {
      return Addresses.NONE;
    }
  }

  /** Pods that one selector finds in Namespaces that the other finds: both must match. */
  record Pods(Selector namespaces, Selector pods) implements Peer {
    @Override
    public boolean matches(String namespace, Pod pod) {
      return namespaces.matches(pod.namespaceLabels()) && pods.matches(pod.labels());
    }

    @Override
    public Addresses addresses() {
      return Addresses.NONE;
    }
  }

  /**
   * Addresses.
   *
   * <p>Blocks are meant for the outside, but datapaths differ in whether one also lets pods
   * through. A block that a pod's address may lie in therefore counts as reaching the pod.
   */
  record Block(Addresses addresses) implements Peer {
    @Override
    public boolean matches(String namespace, Pod pod) {
      return addresses.intersects(pod.addresses());
    }
  }
}
