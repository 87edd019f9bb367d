package dev.tenantry.config;

import java.util.Comparator;
import java.util.Locale;

/**
 * A range of IPv4 addresses in CIDR notation.
 *
 * <p>IPv6 is refused here, once for all keys: the platform's clusters are single-stack IPv4
 * (docs/network-isolation.md).
 *
 * @param value an address and a prefix length, such as {@code 203.0.113.0/24}
 */
public record Ipv4Range(String value) implements Comparable<Ipv4Range> {
  /** As a JSON Schema pattern. */
  public static final String PATTERN =
      "^((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(?=[0-9])|(?=/))){4}/(3[0-2]|[12]?[0-9])$";

  private static final int BITS = 32;
  private static final Comparator<Ipv4Range> ORDER =
      Comparator.comparingLong(Ipv4Range::first).thenComparingInt(Ipv4Range::prefixLength);

  /**
   * Checks the notation.
   *
   * @throws IllegalArgumentException with one sentence saying what is wrong
   */
  public Ipv4Range {
    if (value.toLowerCase(Locale.ROOT).contains("::ffff:")) {
      throw new IllegalArgumentException(
          Words.quote(value) + " is an IPv4 range in IPv6 notation; write it as IPv4");
    }
    if (value.contains(":")) {
      throw new IllegalArgumentException(
          Words.quote(value) + " is an IPv6 range; the platform's clusters are single-stack IPv4");
    }
    if (!value.matches(PATTERN)) {
      throw new IllegalArgumentException(
          Words.quote(value)
              + " is not an IPv4 range: write an address and a prefix length, such as"
              + " 203.0.113.0/24");
    }
  }

  /** As the constructor. */
  public static Ipv4Range parse(String text) {
    return new Ipv4Range(text);
  }

  /** How many leading bits all addresses share. */
  public int prefixLength() {
    return Integer.parseInt(value.substring(value.indexOf('/') + 1));
  }

  /** Whether an address is in both ranges. */
  public boolean intersects(Ipv4Range other) {
    return first() <= other.last() && other.first() <= last();
  }

  /** Whether the address is in this range. */
  public boolean contains(Ipv4Address address) {
    return intersects(new Ipv4Range(address + "/" + BITS));
  }

  /** The same range, written with its first address. */
  public Ipv4Range canonical() {
    return new Ipv4Range(dotted(first()) + "/" + prefixLength());
  }

  /** The address after the first one. */
  public Ipv4Address second() {
    return address(1);
  }

  /** The address that comes {@code index} after the first one. */
  public Ipv4Address address(int index) {
    return new Ipv4Address(dotted(first() + index));
  }

  /** How many addresses it has. */
  public long addresses() {
    return size();
  }

  private static String dotted(long address) {
    return String.format(
        "%d.%d.%d.%d", address >> 24, address >> 16 & 255, address >> 8 & 255, address & 255);
  }

  private long first() {
    return address() & -size();
  }

  private long last() {
    return first() + size() - 1;
  }

  private long size() {
    return 1L << BITS - prefixLength();
  }

  private long address() {
    long address = 0;
    for (String part : value.substring(0, value.indexOf('/')).split("\\.")) {
      address = address << 8 | Long.parseLong(part);
    }
    return address;
  }

  @Override
  public int compareTo(Ipv4Range other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return value;
  }
}
