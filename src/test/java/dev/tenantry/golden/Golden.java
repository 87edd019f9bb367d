package dev.tenantry.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Compares text with a checked-in file, exactly.
 *
 * <p>Goldens live in {@code src/test/golden/}. With {@code -Dgolden.update=true} (set by {@code
 * make fix}) a differing golden is rewritten instead of failing, so that the review sees the
 * change.
 */
public final class Golden {
  /** The folder of all goldens, relative to the project's root. */
  public static final Path ROOT = Path.of("src", "test", "golden");

  private static final boolean UPDATE = Boolean.getBoolean("golden.update");

  private Golden() {}

  /**
   * Asserts that {@code actual} is the content of the golden {@code name}.
   *
   * @param name path below {@link #ROOT}, with forward slashes
   * @param actual the text that the product rendered
   */
  public static void assertMatches(String name, String actual) {
    assertFileMatches(ROOT.resolve(name), actual);
  }

  /** As {@link #assertMatches} for a generated file that lives elsewhere, such as a schema. */
  public static void assertFileMatches(Path file, String actual) {
    try {
      if (UPDATE) {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, actual);
        return;
      }
      String expected = Files.exists(file) ? Files.readString(file) : "";
      assertThat(actual)
          .as("golden %s differs. If the change is intended, regenerate with: make fix", file)
          .isEqualTo(expected);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
