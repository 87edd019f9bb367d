package dev.tenantry.plan;

import dev.tenantry.config.Words;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text from resources in GitHub's Markdown, as text only.
 *
 * <p>Whoever may open a pull request chooses labels, names and messages. Inside code GitHub makes
 * no link, no mention, no image and no HTML of them, so all of them go there, and nothing in them
 * can end the code.
 */
final class Markdown {
  private static final Pattern TICKS = Pattern.compile("`+");
  private static final int FENCE_MIN = 3;

  private Markdown() {}

  /** Of one line, for a paragraph or a list. */
  static String code(String text) {
    String line = line(text);
    if (line.isEmpty()) {
      return "–";
    }
    String ticks = "`".repeat(longestTicks(line) + 1);
    boolean padded = line.startsWith("`") || line.endsWith("`") || isPadded(line);
    return padded ? ticks + " " + line + " " + ticks : ticks + line + ticks;
  }

  /** Of one line, for a cell of a table: there a bar ends the cell, even in code. */
  static String cell(String text) {
    return code(text).replace("|", "\\|");
  }

  /** Of one line, for a place where Markdown is not read, such as a summary. */
  static String html(String text) {
    String line = line(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    return "<code>" + line + "</code>";
  }

  /** A sentence of ours, whose signs are to be read as they are. */
  static String prose(String sentence) {
    return sentence.replaceAll("([\\\\`*_{}\\[\\]<>#|~])", "\\\\$1");
  }

  /** Of one line within a fence; what comes before it is the caller's and no backtick. */
  static String line(String text) {
    return Words.printable(text.replace("\n", "\\n").replace("\t", " "));
  }

  /** Of several lines, as a block that nothing in them can end. */
  static String block(String text) {
    StringBuilder lines = new StringBuilder();
    text.strip().lines().forEach(line -> lines.append(line(line)).append('\n'));
    String fence = "`".repeat(Math.max(FENCE_MIN, longestTicks(lines.toString()) + 1));
    return fence + "text\n" + lines + fence + "\n";
  }

  /** CommonMark takes one blank off either end if there is one at both. */
  private static boolean isPadded(String line) {
    return line.startsWith(" ") && line.endsWith(" ") && !line.isBlank();
  }

  private static int longestTicks(String text) {
    Matcher ticks = TICKS.matcher(text);
    int longest = 0;
    while (ticks.find()) {
      longest = Math.max(longest, ticks.group().length());
    }
    return longest;
  }
}
