package dev.tenantry.prove;

import java.util.List;

/**
 * One rule of a policy: any of its peers, on any of its ports.
 *
 * @param peers never empty; a rule without peers has {@link Peer.Anyone}
 * @param ports never empty; a rule without ports has every port of every protocol
 */
public record PolicyRule(List<Peer> peers, List<Port> ports) {
  /** Ports of one protocol: a range, or those that a pod calls by a name. */
  public record Port(Protocol protocol, String name, int first, int last) {
    /** A range, both ends included. */
    public static Port range(Protocol protocol, int first, int last) {
      return new Port(protocol, "", first, last);
    }

    /** A name; which number that is depends on the pod which is called. */
    public static Port named(Protocol protocol, String name) {
      return new Port(protocol, name, 1, 0);
    }

    PortSet numbers() {
      return PortSet.range(protocol, first, last);
    }

    PortSet of(Pod target) {
      PortSet numbers = numbers();
      for (Pod.NamedPort port : target.ports()) {
        if (port.name().equals(name) && port.protocol() == protocol) {
          numbers = numbers.or(PortSet.of(protocol, port.number()));
        }
      }
      return numbers;
    }
  }

  /** Copies the lists. */
  public PolicyRule {
    peers = List.copyOf(peers);
    ports = List.copyOf(ports);
  }

  /** Whether one of the peers means this pod. */
  boolean concerns(String namespace, Pod pod) {
    return peers.stream().anyMatch(peer -> peer.matches(namespace, pod));
  }

  /** The ports, with names as {@code target} uses them. */
  PortSet portsOf(Pod target) {
    return ports.stream().map(port -> port.of(target)).reduce(PortSet.NONE, PortSet::or);
  }

  /** What the rule opens by address; a named port of something that is no pod is no port. */
  AddressPorts blocks(PortSet numbers) {
    Addresses addresses = peers.stream().map(Peer::addresses).reduce(Addresses.NONE, Addresses::or);
    return AddressPorts.of(addresses, numbers);
  }

  PortSet numbers() {
    return ports.stream().map(Port::numbers).reduce(PortSet.NONE, PortSet::or);
  }
}
