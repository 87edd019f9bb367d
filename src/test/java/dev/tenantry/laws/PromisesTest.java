package dev.tenantry.laws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenantry.golden.StackCase;
import dev.tenantry.kubernetes.Placement;
import dev.tenantry.render.RecordedResource;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What docs/architecture.md promises for the loss of a zone, upgrades and mistakes, in prod. */
class PromisesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<RecordedResource> PROD = StackCase.shipped("prod");

  @Test
  void theLossOfAZoneLeavesTwoWithNodesOfEveryTierThatPromisesIt() {
    JsonNode cluster = one("container/cluster:Cluster");
    assertThat(cluster.path("location").asText()).matches("[a-z]+-[a-z]+[0-9]");
    assertThat(cluster.path("nodeLocations")).hasSize(3);
    for (JsonNode pool : tierPools()) {
      assertThat(pool.path("nodeLocations")).isEqualTo(cluster.path("nodeLocations"));
      assertThat(pool.at("/autoscaling/locationPolicy").asText()).isEqualTo("BALANCED");
    }
    for (String always : List.of("system", "standard", "isolated", "premium")) {
      assertThat(pool(always).at("/autoscaling/minNodeCount").asInt()).isPositive();
    }
    assertThat(Placement.SPREAD_OVER.get(0)).isEqualTo("topology.kubernetes.io/zone");
  }

  @Test
  void anUpgradeOfNodesTakesNoneAwayBeforeItsSuccessorIsThere() {
    for (JsonNode pool : tierPools()) {
      assertThat(pool.at("/upgradeSettings/maxUnavailable").asInt(-1)).isZero();
      assertThat(pool.at("/upgradeSettings/maxSurge").asInt()).isPositive();
    }
  }

  @Test
  void noTenantsNodeIsTakenBackByGoogle() {
    assertThat(tierPools()).noneMatch(pool -> pool.at("/nodeConfig/spot").asBoolean());
  }

  @Test
  void acceleratorsAreUpgradedInPlaceOneByOne() {
    List<JsonNode> pools =
        all("container/nodePool:NodePool").stream()
            .filter(pool -> pool.at("/nodeConfig/guestAccelerators").isArray())
            .toList();
    assertThat(pools)
        .isNotEmpty()
        .allMatch(pool -> pool.at("/upgradeSettings/maxSurge").asInt(-1) == 0)
        .allMatch(pool -> pool.at("/upgradeSettings/maxUnavailable").asInt() == 1);
  }

  @Test
  void googleUpgradesInTheWindowAndNotAtTheYearsEnd() {
    JsonNode policy = one("container/cluster:Cluster").path("maintenancePolicy");
    assertThat(policy.at("/recurringWindow/recurrence").asText()).endsWith("BYDAY=SA,SU");
    assertThat(policy.at("/maintenanceExclusions/0/exclusionOptions/scope").asText())
        .isEqualTo("NO_MINOR_OR_NODE_UPGRADES");
  }

  @Test
  void neitherAMistakeInAFileNorOneInTheConsoleDeletesTheCluster() {
    assertThat(one("container/cluster:Cluster").path("deletionProtection").asBoolean()).isTrue();
    RecordedResource cluster =
        PROD.stream()
            .filter(one -> one.type().equals("gcp:container/cluster:Cluster"))
            .findFirst()
            .orElseThrow();
    assertThat(cluster.options()).containsEntry("protect", true);
  }

  @Test
  void everyTiersTenantsAreBackedUpDaily() {
    List<JsonNode> plans = all("gkebackup/backupPlan:BackupPlan");
    assertThat(plans)
        .extracting(
            plan ->
                plan.at("/backupConfig/selectedNamespaceLabels/resourceLabels/0/value").asText())
        .containsExactlyInAnyOrder("standard", "isolated", "premium");
    assertThat(plans)
        .allMatch(
            plan -> plan.at("/backupSchedule/cronSchedule").asText().matches("0 \\d+ \\* \\* \\*"));
  }

  private static List<JsonNode> tierPools() {
    return all("container/nodePool:NodePool").stream()
        .filter(pool -> !pool.at("/nodeConfig/guestAccelerators").isArray())
        .toList();
  }

  private static JsonNode pool(String name) {
    return tierPools().stream()
        .filter(pool -> pool.path("name").asText().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static JsonNode one(String type) {
    List<JsonNode> all = all(type);
    assertThat(all).hasSize(1);
    return all.get(0);
  }

  private static List<JsonNode> all(String type) {
    return PROD.stream()
        .filter(one -> one.type().equals("gcp:" + type))
        .<JsonNode>map(one -> JSON.valueToTree(one.inputs()))
        .toList();
  }
}
