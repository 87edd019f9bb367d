package dev.tenantry.prove;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** An exact set of IP addresses of both families. */
public final class Addresses {
  /** No address. */
  public static final Addresses NONE = new Addresses(Steps.constant(false));

  private static final int BITS_4 = 32;
  private static final int BITS_6 = 128;

  /** IPv4 lies beyond IPv6 on one line, with a gap, so that neither family touches the other. */
  private static final BigInteger BASE_4 = BigInteger.ONE.shiftLeft(BITS_6 + 1);

  /** Every address, IPv4 and IPv6; below the constants that it is made of. */
  public static final Addresses ALL = of("0.0.0.0/0", "::/0");

  private final Steps<BigInteger, Boolean> points;

  private Addresses(Steps<BigInteger, Boolean> points) {
    this.points = points;
  }

  /**
   * The union of blocks.
   *
   * @param blocks CIDR blocks; an IPv6 block of mapped IPv4 addresses means these
   * @throws IllegalArgumentException if one is no CIDR block
   */
  public static Addresses of(String... blocks) {
    return Arrays.stream(blocks).map(Addresses::block).reduce(Addresses::or).orElse(NONE);
  }

  /** What is in this set or in the other. */
  public Addresses or(Addresses other) {
    return new Addresses(points.combine(other.points, (a, b) -> a || b));
  }

  /** What is in both. */
  public Addresses and(Addresses other) {
    return new Addresses(points.combine(other.points, (a, b) -> a && b));
  }

  /** What is in this set, but not in the other. */
  public Addresses minus(Addresses other) {
    return new Addresses(points.combine(other.points, (a, b) -> a && !b));
  }

  /** Whether both sets share an address. */
  public boolean intersects(Addresses other) {
    return !and(other).isEmpty();
  }

  /** Whether the set is empty. */
  public boolean isEmpty() {
    return points.isNothing();
  }

  /** From one point of the line up to, but without, another. */
  static Addresses between(BigInteger first, BigInteger end) {
    return new Addresses(Steps.piece(first, end, true, false));
  }

  Steps<BigInteger, Boolean> points() {
    return points;
  }

  private static Addresses block(String cidr) {
    int slash = cidr.indexOf('/');
    if (slash < 0 || !cidr.substring(slash + 1).matches("\\d{1,3}")) {
      throw new IllegalArgumentException("not a CIDR block: " + cidr);
    }
    byte[] address = parse(cidr.substring(0, slash));
    int length = Integer.parseInt(cidr.substring(slash + 1));
    boolean mapped = cidr.indexOf(':') >= 0 && address.length * 8 == BITS_4;
    int bits = address.length * 8;
    int free = bits - (mapped ? length - (BITS_6 - BITS_4) : length);
    if (free < 0 || free > bits) {
      throw new IllegalArgumentException("not a CIDR block: " + cidr);
    }
    BigInteger value = new BigInteger(1, address).shiftRight(free).shiftLeft(free);
    BigInteger first = bits == BITS_4 ? BASE_4.add(value) : value;
    BigInteger end = first.add(BigInteger.ONE.shiftLeft(free));
    return between(first, end);
  }

  private static byte[] parse(String address) {
    // Only literals: anything else would be looked up in DNS.
    if (!address.matches("\\d{1,3}(\\.\\d{1,3}){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*")) {
      throw new IllegalArgumentException("not an IP address: " + address);
    }
    try {
      return InetAddress.getByName(address).getAddress();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("not an IP address: " + address, e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Addresses addresses && points.equals(addresses.points);
  }

  @Override
  public int hashCode() {
    return points.hashCode();
  }

  /** The blocks or ranges of the set, at most four and then an ellipsis. */
  @Override
  public String toString() {
    List<Steps.Piece<BigInteger, Boolean>> pieces = points.pieces();
    String text = pieces.stream().limit(4).map(Addresses::render).collect(Collectors.joining(", "));
    return pieces.size() > 4 ? text + ", …" : text;
  }

  private static String render(Steps.Piece<BigInteger, Boolean> piece) {
    BigInteger size = piece.end().subtract(piece.first());
    int free = size.bitLength() - 1;
    boolean ipv4 = piece.first().compareTo(BASE_4) >= 0;
    if (size.bitCount() == 1 && piece.first().getLowestSetBit() >= free
        || piece.first().signum() == 0 && size.bitCount() == 1) {
      return literal(piece.first()) + "/" + ((ipv4 ? BITS_4 : BITS_6) - free);
    }
    return literal(piece.first()) + "-" + literal(piece.end().subtract(BigInteger.ONE));
  }

  private static String literal(BigInteger point) {
    boolean ipv4 = point.compareTo(BASE_4) >= 0;
    byte[] digits = (ipv4 ? point.subtract(BASE_4) : point).toByteArray();
    byte[] address = new byte[(ipv4 ? BITS_4 : BITS_6) / 8];
    int kept = Math.min(digits.length, address.length);
    System.arraycopy(digits, digits.length - kept, address, address.length - kept, kept);
    try {
      return InetAddress.getByAddress(address).getHostAddress();
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }
}
