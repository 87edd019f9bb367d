package dev.tenantry.prove;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SetsTest {
  @Test
  void equalSetsAreEqualHoweverTheyWereMade() {
    assertThat(PortSet.range(Protocol.TCP, 1, 80).or(PortSet.range(Protocol.TCP, 81, 90)))
        .isEqualTo(PortSet.range(Protocol.TCP, 1, 90));
    assertThat(Addresses.of("10.0.0.0/9", "10.128.0.0/9")).isEqualTo(Addresses.of("10.0.0.0/8"));
    assertThat(Addresses.ALL.minus(Addresses.of("::/0"))).isEqualTo(Addresses.of("0.0.0.0/0"));
    assertThat(
            AddressPorts.of(Addresses.of("10.0.0.0/9"), PortSet.ALL)
                .or(AddressPorts.of(Addresses.of("10.128.0.0/9"), PortSet.ALL)))
        .isEqualTo(AddressPorts.of(Addresses.of("10.0.0.0/8"), PortSet.ALL));
  }

  @Test
  void protocolsDoNotRunIntoEachOther() {
    PortSet tcp = PortSet.range(Protocol.TCP, 1, PortSet.LAST);
    assertThat(tcp.has(Protocol.TCP, PortSet.LAST)).isTrue();
    assertThat(tcp.has(Protocol.UDP, 1)).isFalse();
    assertThat(PortSet.ALL.minus(tcp)).hasToString("udp+sctp 1-65535");
  }

  @Test
  void setsReadAsPeopleWriteThem() {
    PortSet ports = PortSet.of(Protocol.TCP, 53).or(PortSet.of(Protocol.UDP, 53));
    assertThat(ports).hasToString("tcp+udp 53");
    assertThat(ports.or(PortSet.range(Protocol.TCP, 80, 90))).hasToString("tcp+udp 53, tcp 80-90");
    assertThat(PortSet.NONE).hasToString("-");
    assertThat(PortSet.ALL).hasToString("all");
    assertThat(Addresses.of("10.1.2.3/8", "fd00::/8"))
        .hasToString("fd00:0:0:0:0:0:0:0/8, 10.0.0.0/8");
    assertThat(Addresses.ALL).hasToString("0:0:0:0:0:0:0:0/0, 0.0.0.0/0");
    assertThat(Addresses.of("10.0.0.0/30").minus(Addresses.of("10.0.0.0/32")))
        .hasToString("10.0.0.1-10.0.0.3");
    assertThat(AddressPorts.of(Addresses.of("1.1.1.1/32"), ports))
        .hasToString("1.1.1.1/32 on tcp+udp 53");
  }

  // The metadata server is reachable as a mapped address, too.
  @Test
  void aMappedBlockMeansTheAddressesThatItMaps() {
    assertThat(Addresses.of("::ffff:169.254.169.254/128"))
        .isEqualTo(Addresses.of("169.254.169.254/32"));
    assertThat(Addresses.of("::ffff:10.0.0.0/104")).isEqualTo(Addresses.of("10.0.0.0/8"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.0", "10.0.0.0/33", "metadata/32", "10.0.0/8", "::/129", ""})
  void whatIsNoBlockIsRefused(String block) {
    assertThatThrownBy(() -> Addresses.of(block)).isInstanceOf(IllegalArgumentException.class);
  }

  // Where pods live is known only as a range: a block that touches it counts as reaching them.
  @Test
  void aBlockThatTouchesThePodRangeReachesPods() {
    Pod pod = new Pod("x", Map.of(), "a", Map.of(), List.of(), Addresses.of("10.8.0.0/14"));
    assertThat(new Peer.Block(Addresses.of("10.9.0.0/16")).matches("y", pod)).isTrue();
    assertThat(new Peer.Block(Addresses.of("10.96.0.10/32")).matches("y", pod)).isFalse();
  }
}
