package dev.tenantry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.plan.PlanMarkdown;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A comment read as GitHub reads it, as far as comments of plans go: fences, folds, code, the rest.
 *
 * <p>Written against the GitHub Flavored Markdown specification (0.29, sections 4.5 and 6.3), not
 * against the renderer: what is left when code is taken out must be ours alone.
 */
final class GithubMarkdown {
  private static final Pattern FENCE = Pattern.compile("(`{3,})(diff|text)?");
  private static final Pattern TAG = Pattern.compile("</?[A-Za-z!]");

  private GithubMarkdown() {}

  /** Fails if the comment is too long, cut within a block, or says anything as a stranger's. */
  static void assertSafe(String comment) {
    assertThat(comment.length()).isLessThanOrEqualTo(PlanMarkdown.LENGTH_MAX);
    List<String> prose = new ArrayList<>();
    String fence = "";
    int folds = 0;
    for (String line : comment.split("\n", -1)) {
      if (!fence.isEmpty()) {
        // A fence ends with at least as many backticks alone on a line, indented by three at most.
        boolean closes =
            line.strip().matches("`{" + fence.length() + ",}") && line.indexOf('`') < 4;
        fence = closes ? "" : fence;
      } else if (FENCE.matcher(line).matches()) {
        fence = line.replaceAll("[^`]", "");
      } else {
        folds += count(withoutCode(line), "<details>") - count(withoutCode(line), "</details>");
        prose.add(line);
      }
    }
    assertThat(fence).as("an open fence").isEmpty();
    assertThat(folds).as("open folds").isZero();
    prose.stream().skip(1).forEach(GithubMarkdown::assertOurs);
  }

  private static void assertOurs(String line) {
    String words =
        withoutCode(line.replaceAll("<code>[^<>]*</code>", ""))
            .replace("<details><summary>", "")
            .replace("</summary>", "")
            .replace("</details>", "");
    assertThat(words)
        .as(line)
        .doesNotContain("@", "octocat", "evil.example", "://", "`")
        .doesNotContainPattern(TAG);
    if (line.startsWith("|")) {
      assertThat(line.replace("\\|", "").chars().filter(c -> c == '|').count())
          .as(line)
          .isEqualTo(7);
    }
  }

  /** Code begins and ends with runs of backticks of the same length. */
  static String withoutCode(String line) {
    StringBuilder out = new StringBuilder();
    int at = 0;
    while (at < line.length()) {
      int ticks = run(line, at);
      if (ticks == 0) {
        out.append(line.charAt(at++));
        continue;
      }
      int end = at + ticks;
      while (end < line.length() && run(line, end) != ticks) {
        end += Math.max(1, run(line, end));
      }
      if (end >= line.length()) {
        return out.append(line.substring(at)).toString();
      }
      at = end + ticks;
    }
    return out.toString();
  }

  private static int run(String line, int at) {
    int end = at;
    while (end < line.length() && line.charAt(end) == '`') {
      end++;
    }
    return end - at;
  }

  private static int count(String line, String what) {
    return (line.length() - line.replace(what, "").length()) / what.length();
  }
}
