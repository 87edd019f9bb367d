package dev.tenantry.local.environment.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ConsoleTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final AtomicLong nanos = new AtomicLong();

  @Test
  void aPhaseIsALineWithItsDuration() {
    console(false)
        .phase(
            "etcd",
            () -> {
              nanos.set(1_500_000_000L);
              return "started";
            });
    assertThat(bytes.toString()).startsWith("  etcd ").contains("started").endsWith("1.5 s\n");
  }

  @Test
  void aTerminalShowsOneLineThatIsRewritten() {
    Console console = console(true);
    nanos.set(1_000_000_000L);
    console.progress("1/9");
    nanos.set(2_000_000_000L);
    console.progress("2/9");
    console.line("done");
    assertThat(bytes.toString()).isEqualTo("\r  1/9\u001b[K\r  2/9\u001b[K\r\u001b[Kdone\n");
  }

  // A build log is read later: a line every 15 seconds is enough.
  @Test
  void elsewhereALineIsPrintedNowAndThen() {
    Console console = console(false);
    for (int second = 1; second <= 31; second++) {
      nanos.set(second * 1_000_000_000L);
      console.progress("at " + second);
    }
    assertThat(bytes.toString()).isEqualTo("  at 15\n  at 30\n");
  }

  private Console console(boolean terminal) {
    return new Console(new PrintStream(bytes, true), terminal, nanos::get);
  }
}
