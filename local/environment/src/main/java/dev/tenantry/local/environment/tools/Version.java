package dev.tenantry.local.environment.tools;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Three numbers; suffixes such as `-dispatcher` or `+k3s1` do not count. */
public record Version(int major, int minor, int patch) implements Comparable<Version> {
  private static final Pattern NUMBERS = Pattern.compile("(?<![\\w.])v?(\\d+)\\.(\\d+)\\.(\\d+)");
  private static final Comparator<Version> ORDER =
      Comparator.comparingInt(Version::major)
          .thenComparingInt(Version::minor)
          .thenComparingInt(Version::patch);

  /** The first version in a text, such as a tool's answer to `--version`. */
  public static Optional<Version> firstIn(String text) {
    Matcher found = NUMBERS.matcher(text);
    if (!found.find()) {
      return Optional.empty();
    }
    return Optional.of(
        new Version(
            Integer.parseInt(found.group(1)),
            Integer.parseInt(found.group(2)),
            Integer.parseInt(found.group(3))));
  }

  public boolean isAtLeast(Version other) {
    return compareTo(other) >= 0;
  }

  @Override
  public int compareTo(Version other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return major + "." + minor + "." + patch;
  }
}
