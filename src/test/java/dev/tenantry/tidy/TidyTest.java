package dev.tenantry.tidy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The style of the repository as a test.
 *
 * <p>Limits only ever go down. A banned string is listed with what to write instead.
 */
class TidyTest {
  private static final int LINE_MAX = 100;
  private static final int CLASS_LINES_MAX = 300;
  private static final int METHOD_LINES_MAX = 60;
  private static final int CONSTRUCTOR_LINES_MAX = 30;
  private static final int GOLDEN_LINES_MAX = 400;
  private static final int MARKDOWN_LINES_MAX = 400;
  private static final int FILE_BYTES_MAX = 256 * 1024;

  /** Built of two halves where the whole would ban this very file. */
  private static final Map<String, String> BANNED_IN_MAIN =
      Map.ofEntries(
          Map.entry("Config.get" + "Boolean", "config.ConfigLoader: \"ture\" would be false"),
          Map.entry("Config.get" + "Object", "config.ConfigLoader: it ignores unknown keys"),
          Map.entry(":" + "latest", "a digest"),
          Map.entry("new Ran" + "dom(", "an explicit input"),
          Map.entry("UUID." + "randomUUID", "an explicit input"),
          Map.entry("Instant." + "now(", "an InstantSource"),
          Map.entry("TO" + "DO", "an issue"),
          Map.entry("FIX" + "ME", "an issue"));

  private static final Pattern BANNED_CLASS_NAME =
      Pattern.compile(".*(Utils?|Helper|Manager|Common|Impl)\\.java");

  /** A member's first line; enum constants, which are all capitals, are none. */
  private static final Pattern METHOD_START =
      Pattern.compile("^  (?!  )(?!return|[A-Z0-9_]+\\()[^*/@}=\"]*\\b\\w+\\(.*[({,]$");

  @Test
  void linesClassesAndFilesKeepTheirLimits() throws IOException {
    List<String> findings = new ArrayList<>();
    for (Path file : RepositoryFiles.all()) {
      if (Files.size(file) > FILE_BYTES_MAX) {
        findings.add(file + ": over " + FILE_BYTES_MAX + " bytes");
      }
      if (file.toString().endsWith(".java")) {
        checkJava(file, findings);
      } else if (file.toString().endsWith(".md")) {
        checkLines(file, MARKDOWN_LINES_MAX, findings);
      } else if (file.startsWith("src/test/golden")) {
        checkLines(file, GOLDEN_LINES_MAX, findings);
      }
    }
    assertThat(findings).isEmpty();
  }

  @Test
  void methodsKeepTheirLimit() throws IOException {
    List<String> findings = new ArrayList<>();
    for (Path file : RepositoryFiles.java()) {
      for (Method method : methods(file)) {
        int most = method.isConstructorOf(file) ? CONSTRUCTOR_LINES_MAX : METHOD_LINES_MAX;
        if (method.lines() > most) {
          findings.add(
              file + ":" + method.line() + ": " + method.lines() + " lines, at most " + most);
        }
      }
    }
    assertThat(findings).isEmpty();
  }

  @Test
  void mainCodeHoldsNoBannedString() throws IOException {
    List<String> findings = new ArrayList<>();
    for (Path file : RepositoryFiles.java()) {
      if (file.toString().contains("src/test")) {
        continue;
      }
      String text = Files.readString(file);
      BANNED_IN_MAIN.forEach(
          (banned, instead) -> {
            if (text.contains(banned)) {
              findings.add(file + ": " + banned + " is banned; use " + instead);
            }
          });
      if (text.contains("System.getenv") && !file.endsWith("Main.java") && isProgram(file)) {
        findings.add(file + ": System.getenv belongs in Main");
      }
    }
    assertThat(findings).isEmpty();
  }

  @Test
  void classNamesSayWhatAThingIs() throws IOException {
    assertThat(RepositoryFiles.java())
        .filteredOn(file -> BANNED_CLASS_NAME.matcher(file.getFileName().toString()).matches())
        .isEmpty();
  }

  @Test
  void everyPackageOfMainCodeSaysWhatItOwns() throws IOException {
    Map<Path, Boolean> packages = new TreeMap<>();
    for (Path file : RepositoryFiles.java()) {
      if (file.toString().contains("src/main/java")) {
        packages.merge(file.getParent(), file.endsWith("package-info.java"), Boolean::logicalOr);
      }
    }
    assertThat(packages).isNotEmpty();
    assertThat(packages).allSatisfy((folder, told) -> assertThat(told).as("%s", folder).isTrue());
  }

  @Test
  void noFileHoldsAPathOfSomebodysMachineOrADownloadAddress() throws IOException {
    Pattern homes = Pattern.compile("(^|[^A-Za-z0-9_.])/(ho" + "me|ro" + "ot|Us" + "ers)/[a-z]");
    Pattern hosts =
        Pattern.compile(
            "repo\\.maven|maven\\.org|proxy\\.golang|registry\\.npmjs|files\\.pythonho");
    List<String> findings = new ArrayList<>();
    for (Path file : RepositoryFiles.all()) {
      if (file.endsWith("TidyTest.java")) {
        continue;
      }
      String text = Files.readString(file, StandardCharsets.UTF_8);
      if (homes.matcher(text).find() || hosts.matcher(text).find()) {
        findings.add(file.toString());
      }
    }
    assertThat(findings).isEmpty();
  }

  @Test
  void everyMarkdownLinkLeadsToAFile() throws IOException {
    Pattern link = Pattern.compile("\\]\\((?!https?:|#|mailto:)([^)#\\s]+)");
    List<String> findings = new ArrayList<>();
    for (Path file : RepositoryFiles.all()) {
      if (!file.toString().endsWith(".md")) {
        continue;
      }
      var matcher = link.matcher(Files.readString(file));
      while (matcher.find()) {
        Path parent = file.getParent() == null ? Path.of("") : file.getParent();
        if (!Files.exists(parent.resolve(matcher.group(1)))) {
          findings.add(file + ": " + matcher.group(1));
        }
      }
    }
    assertThat(findings).isEmpty();
  }

  /** A method or constructor: its first line, and how many lines it has. */
  private record Method(String head, int line, int lines) {
    boolean isConstructorOf(Path file) {
      String name = file.getFileName().toString().replace(".java", "");
      return head.matches("\\s*(public |private |protected )?" + name + "\\(.*");
    }
  }

  /** Members of top-level classes, by google-java-format's indentation of two spaces. */
  private static List<Method> methods(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    List<Method> methods = new ArrayList<>();
    for (int start = 0; start < lines.size(); start++) {
      String head = lines.get(start);
      if (!METHOD_START.matcher(head).matches() || !head.contains("(")) {
        continue;
      }
      int end = start;
      while (end < lines.size() && !lines.get(end).equals("  }")) {
        if (lines.get(end).endsWith(";") && lines.get(end).startsWith("  ") && end == start) {
          break;
        }
        end++;
      }
      methods.add(new Method(head, start + 1, end - start + 1));
      start = end;
    }
    return methods;
  }

  private static void checkJava(Path file, List<String> findings) throws IOException {
    checkLines(file, CLASS_LINES_MAX, findings);
    List<String> lines = Files.readAllLines(file);
    for (int number = 1; number <= lines.size(); number++) {
      String line = lines.get(number - 1);
      if (line.length() > LINE_MAX && !line.startsWith("import ")) {
        findings.add(file + ":" + number + ": longer than " + LINE_MAX);
      }
    }
  }

  private static void checkLines(Path file, int most, List<String> findings) throws IOException {
    try (Stream<String> lines = Files.lines(file)) {
      long count = lines.count();
      if (count > most) {
        findings.add(file + ": " + count + " lines, at most " + most);
      }
    }
  }

  private static boolean isProgram(Path file) {
    return file.startsWith("src/main");
  }
}
