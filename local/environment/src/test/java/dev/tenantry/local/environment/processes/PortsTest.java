package dev.tenantry.local.environment.processes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.local.environment.state.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortsTest {
  private static final List<String> NAMES = List.of("one", "two");

  @TempDir Path temp;
  private Ports ports;

  @BeforeEach
  void startWithoutMemory() {
    ports = new Ports(new Settings(temp.resolve("ports.properties")));
  }

  @Test
  void picksDifferentFreePorts() {
    assertThat(Ports.free(20)).doesNotHaveDuplicates().allMatch(Ports::isFree);
  }

  @Test
  void givesThePortsOfLastTimeWhileTheyAreFree() {
    Map<String, Integer> chosen = ports.choose(NAMES);
    assertThat(ports.choose(NAMES)).isEqualTo(chosen);
    assertThat(ports.last(NAMES)).isEqualTo(chosen);
  }

  @Test
  void picksNewOnesWhenOneIsTaken() throws IOException {
    Map<String, Integer> chosen = ports.choose(NAMES);
    int taken = chosen.get("one");
    try (ServerSocket other = new ServerSocket(taken, 1, InetAddress.getLoopbackAddress())) {
      assertThat(other.isBound()).isTrue();
      assertThat(ports.choose(NAMES)).doesNotContainValue(taken);
    }
  }

  // A restarted process keeps its address, though it still holds the port while that is decided.
  @Test
  void keepsEachPortThatIsOursOrFreeAndReplacesTheOthers() throws IOException {
    Map<String, Integer> chosen = ports.choose(NAMES);
    try (ServerSocket one = taken(chosen.get("one"));
        ServerSocket two = taken(chosen.get("two"))) {
      assertThat(List.of(one, two)).allMatch(ServerSocket::isBound);
      Map<String, Integer> each =
          ports.chooseEach(List.of("one", "two", "three"), name -> name.equals("one"));
      assertThat(each.get("one")).isEqualTo(chosen.get("one"));
      assertThat(each.get("two")).isNotEqualTo(chosen.get("two"));
      assertThat(each.values()).hasSize(3).doesNotHaveDuplicates();
      assertThat(ports.last(List.of("one", "two", "three"))).isEqualTo(each);
    }
  }

  private static ServerSocket taken(int port) throws IOException {
    return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
  }
}
