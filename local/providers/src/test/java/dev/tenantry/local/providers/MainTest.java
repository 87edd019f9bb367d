package dev.tenantry.local.providers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class MainTest {
  @Test
  void theEnginesAddressComesAfterItsFlags() {
    assertThat(Main.engineAddress(List.of("127.0.0.1:4711"))).isEqualTo("127.0.0.1:4711");
    assertThat(Main.engineAddress(List.of("--logtostderr", "-v=9", "127.0.0.1:4711")))
        .isEqualTo("127.0.0.1:4711");
    assertThat(Main.engineAddress(List.of("--tracing", "https://127.0.0.1:80/x"))).isEmpty();
    assertThat(Main.engineAddress(List.of())).isEmpty();
  }

  @Test
  void anEngineThatStopsListeningIsGone() throws IOException {
    EngineWatch watch;
    try (ServerSocket engine = new ServerSocket(0)) {
      String address = "127.0.0.1:" + engine.getLocalPort();
      watch = new EngineWatch(Optional.of(ProcessHandle.current()), address, () -> {});
      assertThat(watch.isAlive()).isTrue();
    }
    assertThat(watch.isAlive()).isFalse();
  }
}
