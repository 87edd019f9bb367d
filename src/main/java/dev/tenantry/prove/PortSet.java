package dev.tenantry.prove;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;

/** An exact set of ports, each with its protocol. */
public final class PortSet {
  /** The highest port. */
  public static final int LAST = 65_535;

  /** No port: what a closed flow has. */
  public static final PortSet NONE = new PortSet(Steps.constant(false));

  /** A protocol's ports start here, times its ordinal; port 0 keeps protocols apart. */
  private static final int STRIDE = 65_536;

  /** Every port of every protocol; below the constants that it is made of. */
  public static final PortSet ALL = all();

  private final Steps<Integer, Boolean> points;

  private PortSet(Steps<Integer, Boolean> points) {
    this.points = points;
  }

  /** One port. */
  public static PortSet of(Protocol protocol, int port) {
    return range(protocol, port, port);
  }

  /** All ports from {@code first} to {@code last}, both included; none if they are reversed. */
  public static PortSet range(Protocol protocol, int first, int last) {
    if (last < first) {
      return NONE;
    }
    int base = protocol.ordinal() * STRIDE;
    return new PortSet(Steps.piece(base + first, base + last + 1, true, false));
  }

  /** What is in this set or in the other. */
  public PortSet or(PortSet other) {
    return new PortSet(points.combine(other.points, (a, b) -> a || b));
  }

  /** What is in both. */
  public PortSet and(PortSet other) {
    return new PortSet(points.combine(other.points, (a, b) -> a && b));
  }

  /** What is in this set, but not in the other. */
  public PortSet minus(PortSet other) {
    return new PortSet(points.combine(other.points, (a, b) -> a && !b));
  }

  /** Whether a port is in the set. */
  public boolean has(Protocol protocol, int port) {
    return points.at(protocol.ordinal() * STRIDE + port);
  }

  /** Whether no port is in the set. */
  public boolean isEmpty() {
    return points.isNothing();
  }

  private static PortSet all() {
    PortSet all = NONE;
    for (Protocol protocol : Protocol.values()) {
      all = all.or(range(protocol, 1, LAST));
    }
    return all;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PortSet ports && points.equals(ports.points);
  }

  @Override
  public int hashCode() {
    return points.hashCode();
  }

  /** As tables write it: {@code -}, {@code all}, or such as {@code tcp+udp 53, tcp 80-90}. */
  @Override
  public String toString() {
    if (isEmpty() || equals(ALL)) {
      return isEmpty() ? "-" : "all";
    }
    Map<String, String> protocolsByPorts = new LinkedHashMap<>();
    for (Steps.Piece<Integer, Boolean> piece : points.pieces()) {
      int first = piece.first() % STRIDE;
      int last = (piece.end() - 1) % STRIDE;
      String ports = first == last ? "" + first : first + "-" + last;
      String protocol = Protocol.values()[piece.first() / STRIDE].label();
      protocolsByPorts.merge(ports, protocol, (a, b) -> a + "+" + b);
    }
    StringJoiner text = new StringJoiner(", ");
    protocolsByPorts.forEach((ports, protocols) -> text.add(protocols + " " + ports));
    return text.toString();
  }
}
