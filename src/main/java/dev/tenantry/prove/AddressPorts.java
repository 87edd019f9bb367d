package dev.tenantry.prove;

import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** An exact set of pairs of an address and a port: what a policy's blocks open. */
public final class AddressPorts {
  /** Nothing open. */
  public static final AddressPorts NONE = new AddressPorts(Steps.constant(PortSet.NONE));

  /** Every port of every address. */
  public static final AddressPorts ALL = of(Addresses.ALL, PortSet.ALL);

  private final Steps<BigInteger, PortSet> ports;

  private AddressPorts(Steps<BigInteger, PortSet> ports) {
    this.ports = ports;
  }

  /** These ports at each of these addresses. */
  public static AddressPorts of(Addresses addresses, PortSet ports) {
    Steps<BigInteger, PortSet> nothing = Steps.constant(PortSet.NONE);
    return new AddressPorts(
        addresses.points().combine(nothing, (inside, none) -> inside ? ports : none));
  }

  /** What is in this set or in the other. */
  public AddressPorts or(AddressPorts other) {
    return new AddressPorts(ports.combine(other.ports, PortSet::or));
  }

  /** What is in this set, but not in the other. */
  public AddressPorts minus(AddressPorts other) {
    return new AddressPorts(ports.combine(other.ports, PortSet::minus));
  }

  /** What is in both. */
  public AddressPorts and(AddressPorts other) {
    return new AddressPorts(ports.combine(other.ports, PortSet::and));
  }

  /** The ports that are open at one of these addresses or more. */
  public PortSet at(Addresses addresses) {
    return and(of(addresses, PortSet.ALL)).ports.pieces().stream()
        .map(Steps.Piece::value)
        .reduce(PortSet.NONE, PortSet::or);
  }

  /** Whether nothing is open. */
  public boolean isEmpty() {
    return ports.isNothing();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AddressPorts pairs && ports.equals(pairs.ports);
  }

  @Override
  public int hashCode() {
    return ports.hashCode();
  }

  /** Such as {@code 10.0.0.0/8 on tcp 443; 1.1.1.1/32 on all}. */
  @Override
  public String toString() {
    Map<PortSet, Addresses> byPorts = new LinkedHashMap<>();
    ports.pieces().forEach(piece -> byPorts.put(piece.value(), addressesWith(piece.value())));
    return byPorts.entrySet().stream()
        .map(entry -> entry.getValue() + " on " + entry.getKey())
        .collect(Collectors.joining("; "));
  }

  private Addresses addressesWith(PortSet wanted) {
    Addresses found = Addresses.NONE;
    for (Steps.Piece<BigInteger, PortSet> piece : ports.pieces()) {
      if (piece.value().equals(wanted)) {
        found = found.or(Addresses.between(piece.first(), piece.end()));
      }
    }
    return found;
  }
}
