package dev.tenantry.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.config.loading.ConfigLoader;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeSumTest {
  // The table of "Configure maximum Pods per node" in Google's documentation, both ends of a row.
  @ParameterizedTest
  @CsvSource({
    "8,28", "9,27", "16,27", "17,26", "32,26", "33,25", "64,25", "65,24", "110,24", "128,24",
    "129,23", "256,23"
  })
  void aNodeGetsTwiceAsManyAddressesAsPods(int pods, int prefix) {
    assertThat(NodeSum.prefixPerNode(pods)).isEqualTo(prefix);
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/14,110,1024",
    "10.0.0.0/21,110,8",
    "10.0.0.0/14,64,2048",
    "10.0.0.0/24,8,16"
  })
  void aPodRangeHoldsAsManyNodesAsItHasShares(String range, int pods, long nodes) {
    assertThat(NodeSum.nodesOf(new Ipv4Range(range), pods)).isEqualTo(nodes);
  }

  // "Subnet primary IP address range": a /29 holds 4 nodes, a /20 holds 4092.
  @ParameterizedTest
  @CsvSource({"10.0.0.0/29,4", "10.0.0.0/20,4092", "10.0.0.0/30,0", "10.0.0.0/32,0"})
  void aSubnetHoldsAllButFourAddresses(String range, long nodes) {
    assertThat(NodeSum.nodesOf(new Ipv4Range(range))).isEqualTo(nodes);
  }

  @ParameterizedTest
  @CsvSource({"10.0.0.0/20,4094", "10.0.0.0/27,30", "10.0.0.0/32,0"})
  void aServiceRangeHoldsAllButItsEnds(String range, long services) {
    assertThat(ServiceSum.servicesOf(new Ipv4Range(range))).isEqualTo(services);
  }

  @Test
  void theMostNodesOfAPoolAreThoseOfAllZonesAndTheOneOfAnUpgrade() {
    GkeConfig gke = ConfigLoader.load(Path.of(""), "prod").platform().gke().orElseThrow();
    Map<String, Long> most = NodeSum.most(gke);
    assertThat(most).containsEntry("standard", 20L * 3 + 1).containsEntry("rtx-pro", 6L);
    assertThat(most.keySet()).hasSize(NodePool.values().length + gke.accelerators().size());
  }
}
