package dev.tenantry.config.loading;

import dev.tenantry.config.Rule;
import dev.tenantry.config.Words;
import java.util.Comparator;
import java.util.List;

/**
 * One problem with everything that its text needs.
 *
 * @param rule the broken rule
 * @param file the file from the project's root, with forward slashes
 * @param place where in the file; {@link Place#NONE} if the file itself is wrong
 * @param subject the path of the value, or an empty text
 * @param message one sentence without the path
 * @param hint what to do about it; may be empty
 * @param details lines that show how the message comes about; usually none
 */
public record Finding(
    Rule rule,
    String file,
    Place place,
    String subject,
    String message,
    String hint,
    List<String> details) {
  static final Comparator<Finding> ORDER =
      Comparator.comparing(Finding::file)
          .thenComparing(finding -> finding.place().line())
          .thenComparing(finding -> finding.place().column())
          .thenComparing(Finding::subject)
          .thenComparing(Finding::message);

  // Longer lines are data, not text to read in a terminal.
  private static final int LINE_MAX = 160;

  /** Copies the list. */
  public Finding {
    details = List.copyOf(details);
  }

  /** A problem that a sentence explains. */
  public Finding(Rule rule, String file, Place place, String subject, String message, String hint) {
    this(rule, file, place, subject, message, hint, List.of());
  }

  /** The text of this problem, one to three lines and its details, each ended by a line feed. */
  public String render() {
    StringBuilder out = new StringBuilder(sentence());
    details.forEach(line -> out.append("      ").append(line).append('\n'));
    return out.toString();
  }

  private String sentence() {
    StringBuilder out = new StringBuilder(file);
    boolean placed = place.line() > 0;
    if (placed) {
      out.append(':').append(place.line()).append(':').append(place.column());
    }
    out.append(": ");
    if (!subject.isEmpty()) {
      out.append(subject).append(": ");
    }
    out.append(message).append('\n');
    String source = placed ? shown(place.text()) : "";
    if (source.isEmpty()) {
      if (!hint.isEmpty()) {
        out.append("  hint: ").append(hint).append('\n');
      }
      return out.toString();
    }
    String number = Integer.toString(place.line());
    int caret = Math.min(place.column(), source.length() + 1);
    out.append("  ").append(number).append(" | ").append(source).append('\n');
    out.append(" ".repeat(2 + number.length())).append(" | ");
    out.append(" ".repeat(caret - 1)).append('^');
    if (!hint.isEmpty()) {
      out.append("      hint: ").append(hint);
    }
    return out.append('\n').toString();
  }

  private static String shown(String line) {
    String flat = line.replace('\t', ' ');
    String part = flat.length() > LINE_MAX ? flat.substring(0, LINE_MAX) + "…" : flat;
    return Words.printable(part).stripTrailing();
  }
}
