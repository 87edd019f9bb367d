package dev.tenantry.conform.standin;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The few values of ASN.1 that a certificate consists of (X.690, distinguished encoding). */
final class Der {
  private static final DateTimeFormatter UTC_TIME =
      DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final int LONG_FORM = 0x80;
  private static final int GROUP_BITS = 7;

  private Der() {}

  static byte[] value(int tag, byte[]... parts) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      content.writeBytes(part);
    }
    ByteArrayOutputStream value = new ByteArrayOutputStream();
    value.write(tag);
    int length = content.size();
    if (length < LONG_FORM) {
      value.write(length);
    } else {
      byte[] bytes = BigInteger.valueOf(length).toByteArray();
      int from = bytes[0] == 0 ? 1 : 0;
      value.write(LONG_FORM + bytes.length - from);
      value.write(bytes, from, bytes.length - from);
    }
    value.writeBytes(content.toByteArray());
    return value.toByteArray();
  }

  static byte[] sequence(byte[]... parts) {
    return value(0x30, parts);
  }

  static byte[] set(byte[]... parts) {
    return value(0x31, parts);
  }

  /** A field with a number of its own, around a whole value. */
  static byte[] explicit(int number, byte[] value) {
    return value(0xA0 + number, value);
  }

  static byte[] yes() {
    return value(0x01, new byte[] {(byte) 0xFF});
  }

  static byte[] number(BigInteger number) {
    return value(0x02, number.toByteArray());
  }

  /** A bit string whose last {@code unused} bits do not count. */
  static byte[] bits(int unused, byte[] bytes) {
    return value(0x03, new byte[] {(byte) unused}, bytes);
  }

  static byte[] octets(byte[] bytes) {
    return value(0x04, bytes);
  }

  static byte[] text(String text) {
    return value(0x0C, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Until 2049, as X.509 wants it. */
  static byte[] time(Instant time) {
    return value(0x17, UTC_TIME.format(time).getBytes(StandardCharsets.US_ASCII));
  }

  /** An object identifier, such as {@code 2.5.29.17}. */
  static byte[] name(String dotted) {
    String[] arcs = dotted.split("\\.");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(Integer.parseInt(arcs[0]) * 40 + Integer.parseInt(arcs[1]));
    for (int index = 2; index < arcs.length; index++) {
      long arc = Long.parseLong(arcs[index]);
      int groups = Math.max(1, (64 - Long.numberOfLeadingZeros(arc) + GROUP_BITS - 1) / GROUP_BITS);
      for (int group = groups - 1; group >= 0; group--) {
        int more = group == 0 ? 0 : LONG_FORM;
        bytes.write((int) (arc >> (group * GROUP_BITS)) & 0x7F | more);
      }
    }
    return value(0x06, bytes.toByteArray());
  }
}
