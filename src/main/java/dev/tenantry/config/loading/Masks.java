package dev.tenantry.config.loading;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Hides values of keys that look like secrets when a source line is shown.
 *
 * <p>No key of ours holds a secret. A person who pastes one into a file must not find it in the log
 * of the build that refuses the file.
 */
final class Masks {
  private static final Pattern SECRET_KEY =
      Pattern.compile("token|passw|secret|key|credential|auth|bearer");
  private static final Pattern SECRET_KEY_IN_TEXT =
      Pattern.compile(
          "(?i)[\\w.-]*(token|passw|secret|key|credential|auth|bearer)[\\w.-]*[\"']?\\s*:");
  private static final Pattern OWN_KEY_IN_TEXT = Pattern.compile("secrets:\\s*\\d+\\s*(,|}|$)");
  private static final String HIDDEN = "***";

  private final SourceFile file;
  private final List<Region> regions = new ArrayList<>();

  Masks(SourceFile file) {
    this.file = file;
  }

  /** Hides {@code value} if {@code key} looks like the name of a secret. */
  void consider(String key, Node value) {
    boolean ownKey = key.equals("secrets") && value.getTag().equals(Tag.INT);
    if (!ownKey && SECRET_KEY.matcher(key.toLowerCase(Locale.ROOT)).find()) {
      regions.add(new Region(value.getStartMark(), value.getEndMark()));
    }
  }

  /** The place of a mark. */
  Place place(Mark mark) {
    return new Place(mark.getLine() + 1, mark.getColumn() + 1, masked(mark.getLine()));
  }

  /** The place of a mark in a text that is not YAML; nothing is known about its structure. */
  static Place placeInBrokenText(SourceFile file, int line, int column) {
    for (int number = 1; number <= line; number++) {
      String text = OWN_KEY_IN_TEXT.matcher(file.line(number)).replaceAll("");
      if (SECRET_KEY_IN_TEXT.matcher(text).find()) {
        // The line may be part of the secret, such as a line of a private key.
        return new Place(line, column, HIDDEN);
      }
    }
    return new Place(line, column, file.line(line));
  }

  private String masked(int index) {
    String line = file.line(index + 1);
    StringBuilder out = new StringBuilder();
    boolean hidden = false;
    for (int column = 0; column < line.length(); column++) {
      boolean hide = isHidden(index, column);
      if (hide && !hidden) {
        out.append(HIDDEN);
      } else if (!hide) {
        out.append(line.charAt(column));
      }
      hidden = hide;
    }
    return out.toString();
  }

  private boolean isHidden(int line, int column) {
    return regions.stream().anyMatch(region -> region.holds(line, column));
  }

  private record Region(Mark start, Mark end) {
    boolean holds(int line, int column) {
      boolean afterStart =
          line > start.getLine() || line == start.getLine() && column >= start.getColumn();
      boolean beforeEnd = line < end.getLine() || line == end.getLine() && column < end.getColumn();
      return afterStart && beforeEnd;
    }
  }
}
