package dev.tenantry.stacks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.config.loading.ConfigLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What production's own two windows, of which one covers the other, cannot show. */
class FreezeWindowsTest {
  private static final String FREEZE = "{ from: \"11-20\", to: \"01-05\" }";

  @TempDir private Path root;

  @ParameterizedTest
  @CsvSource({"2026-03-01,false", "2026-03-02,true", "2026-03-20,true", "2026-03-21,false"})
  void aWindowWithinAYearIsOnlyThat(String day, boolean covered) throws IOException {
    write(FREEZE, "{ from: \"03-02\", to: \"03-20\" }");
    assertThat(covering(day).isPresent()).isEqualTo(covered);
  }

  @ParameterizedTest
  @CsvSource({"2026-12-14,false", "2026-12-15,true", "2027-01-04,true", "2027-01-05,false"})
  void theClustersExclusionEndsBeforeItsLastDay(String day, boolean covered) throws IOException {
    write(FREEZE, "{ from: \"06-01\", to: \"06-02\" }");
    assertThat(covering(day).isPresent()).isEqualTo(covered);
  }

  @Test
  void theKeyIsNamed() throws IOException {
    write(FREEZE, "{ from: \"06-01\", to: \"06-02\" }");
    assertThat(covering("2026-12-24"))
        .contains("gke.maintenance.exclusions.year-end: from 2026-12-15 until 2027-01-05");
  }

  private Optional<String> covering(String day) {
    return FreezeWindows.covering(ConfigLoader.load(root, "prod").platform(), LocalDate.parse(day));
  }

  private void write(String what, String with) throws IOException {
    Path file = Path.of("stacks/prod/platform.yaml");
    String text = Files.readString(file);
    assertThat(text).contains(what);
    Files.createDirectories(root.resolve("stacks/prod/tenants"));
    Files.writeString(root.resolve(file), text.replace(what, with));
  }
}
