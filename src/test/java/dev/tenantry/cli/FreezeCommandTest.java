package dev.tenantry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Production states both kinds of windows: 11-20 to 01-05, and 2026-12-15 until 2027-01-05. */
class FreezeCommandTest {
  private static final String SERVER =
      " by database.server.maintenance.freeze: 11-20 to 01-05 of every year";

  @ParameterizedTest
  @CsvSource({
    "prod, 2026-11-19, 0",
    "prod, 2026-11-20, 3",
    "prod, 2026-12-24, 3",
    "prod, 2027-01-05, 3",
    "prod, 2027-01-06, 0",
    "dev, 2026-12-24, 0",
    "local, 2026-12-24, 0"
  })
  void theFirstAndTheLastDayBelongToTheWindow(String stack, String day, int exit) {
    StringWriter out = new StringWriter();
    assertThat(run(out, stack, day)).isEqualTo(exit);
    String expected = exit == 0 ? " is open" : " is frozen on " + day + SERVER;
    assertThat(out.toString()).isEqualTo(stack + expected + "\n");
  }

  @ParameterizedTest
  @CsvSource({"prod, 2026-02-30", "prod, tomorrow"})
  void aDayThatIsNoneIsWrongUsage(String stack, String day) {
    assertThat(run(new StringWriter(), stack, day)).isEqualTo(2);
  }

  private static int run(StringWriter out, String stack, String day) {
    return TenantryCommand.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(new StringWriter()))
        .execute("freeze", stack, "--on", day, "--project", Path.of("").toString());
  }
}
