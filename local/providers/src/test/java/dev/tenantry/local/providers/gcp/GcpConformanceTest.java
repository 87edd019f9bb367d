package dev.tenantry.local.providers.gcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenantry.local.providers.Bench;
import dev.tenantry.local.providers.protocol.EngineLog;
import dev.tenantry.local.providers.protocol.Properties;
import dev.tenantry.local.providers.protocol.Secret;
import dev.tenantry.local.providers.protocol.Sentinel;
import dev.tenantry.local.providers.protocol.Tree;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import pulumirpc.Provider.CheckFailure;
import pulumirpc.Provider.CreateResponse;
import pulumirpc.Provider.DiffResponse;

/** Every promise of the gcp provider. */
final class GcpConformanceTest {
  private static final String CLUSTER = Bench.urn("gcp:container/cluster:Cluster", "main");
  private static final String POOL = Bench.urn("gcp:container/nodePool:NodePool", "pool");
  private static final String ACCOUNT = Bench.urn("gcp:serviceaccount/account:Account", "agent");

  private record Behaviour(String name, Consumer<Bench> proof) {}

  private static final List<Behaviour> ALL =
      List.of(
          new Behaviour("check: an unknown input is named with the nearest", b -> unknown(b)),
          new Behaviour("check: a nested unknown input is found", b -> nested(b)),
          new Behaviour("check: a missing required input is named", b -> required(b)),
          new Behaviour("check: a wrong type is named", b -> wrongType(b)),
          new Behaviour("check: unknown and secret values pass", b -> passing(b)),
          new Behaviour("check: a field of a newer provider passes when listed", b -> newer()),
          new Behaviour("check: an unknown type names the nearest", b -> unknownType(b)),
          new Behaviour("check: a missing name is derived from the seed", b -> named(b)),
          new Behaviour("create: ids and outputs look like Google Cloud's", b -> create(b)),
          new Behaviour("create: the same inputs give the same outputs", b -> repeatable(b)),
          new Behaviour("create: a cluster is the API server that stands for it", b -> standIn()),
          new Behaviour("preview: computed outputs are unknown", b -> preview(b)),
          new Behaviour("diff: a change is an update", b -> update(b)),
          new Behaviour("diff: another location replaces", b -> replace(b)),
          new Behaviour("read: gives back the state", b -> read(b)),
          new Behaviour("read: there is nothing to import", b -> readNothing(b)),
          new Behaviour("every type of the SDK is found", b -> everyType()));

  @TestFactory
  Stream<DynamicTest> keepsItsPromises() {
    return ALL.stream()
        .map(
            behaviour ->
                DynamicTest.dynamicTest(
                    behaviour.name(),
                    () -> {
                      try (Bench bench = bench(NewerFields.load())) {
                        behaviour.proof().accept(bench);
                      }
                    }));
  }

  private static Bench bench(NewerFields newer) {
    return new Bench(new GcpProvider(new EngineLog(""), Map.of(), newer))
        .configured(Map.of("project", "p", "region", "europe-west1"));
  }

  private static CheckFailure failure(Bench bench, String urn, Map<String, Object> inputs) {
    List<CheckFailure> failures = bench.check(urn, Map.of(), inputs).getFailuresList();
    assertThat(failures).hasSize(1);
    return failures.get(0);
  }

  private static void unknown(Bench bench) {
    CheckFailure failure = failure(bench, CLUSTER, Map.of("locaton", "x"));
    assertThat(failure.getProperty()).isEqualTo("locaton");
    assertThat(failure.getReason()).contains("does not know it; did you mean location");
  }

  private static void nested(Bench bench) {
    Map<String, Object> inputs =
        Map.of(
            "cluster", "c", "nodeConfig", Map.of("guestAccelerators", List.of(Map.of("typ", 1))));
    assertThat(bench.check(POOL, Map.of(), inputs).getFailuresList())
        .extracting(CheckFailure::getProperty)
        .contains("nodeConfig.guestAccelerators[0].typ");
  }

  private static void required(Bench bench) {
    assertThat(failure(bench, POOL, Map.of()).getProperty()).isEqualTo("cluster");
  }

  private static void wrongType(Bench bench) {
    CheckFailure failure = failure(bench, CLUSTER, Map.of("initialNodeCount", "three"));
    assertThat(failure.getReason()).isEqualTo("must be a whole number");
  }

  private static void passing(Bench bench) {
    Map<String, Object> inputs =
        Map.of("location", Sentinel.UNKNOWN, "description", new Secret("x"));
    assertThat(bench.check(CLUSTER, Map.of(), inputs).getFailuresList()).isEmpty();
  }

  private static void newer() {
    NewerFields fields =
        NewerFields.parse(
            List.of("# comment", "gcp:container/nodePool:NodePool queuedProvisioning 7.3.0"));
    try (Bench bench = bench(fields)) {
      Map<String, Object> inputs =
          Map.of("cluster", "c", "queuedProvisioning", Map.of("enabled", true));
      assertThat(bench.check(POOL, Map.of(), inputs).getFailuresList()).isEmpty();
    }
    assertThatThrownBy(() -> NewerFields.parse(List.of("only two")))
        .hasMessageContaining("token path version");
  }

  private static void unknownType(Bench bench) {
    String urn = Bench.urn("gcp:container/cluster:Clustr", "x");
    assertThatThrownBy(() -> bench.check(urn, Map.of(), Map.of()))
        .hasMessageContaining("has no resource type gcp:container/cluster:Clustr")
        .hasMessageContaining("gcp:container/cluster:Cluster");
  }

  private static void named(Bench bench) {
    assertThat(Tree.text(bench.checked(CLUSTER, Map.of()), "name")).matches("main-[0-9a-f]{7}");
  }

  private static void create(Bench bench) {
    CreateResponse cluster = bench.create(CLUSTER, Map.of("name", "main"));
    assertThat(cluster.getId()).isEqualTo("projects/p/locations/europe-west1/clusters/main");
    Map<String, Object> outputs = Properties.fromStruct(cluster.getProperties());
    assertThat(Tree.text(outputs, "endpoint")).startsWith("198.18.");
    assertThat(outputs).containsEntry("project", "p").containsEntry("location", "europe-west1");
    assertThat(Tree.text(outputs, "masterAuth", "clusterCaCertificate")).isNotEmpty();
    assertThat(dnsEndpoint(bench)).endsWith(".gke.invalid");
    CreateResponse account = bench.create(ACCOUNT, Map.of("accountId", "agent"));
    assertThat(Tree.text(Properties.fromStruct(account.getProperties()), "email"))
        .isEqualTo("agent@p.iam.gserviceaccount.com");
    CreateResponse pool = bench.create(POOL, Map.of("cluster", cluster.getId(), "name", "gpu"));
    assertThat(pool.getId())
        .isEqualTo("projects/p/locations/europe-west1/clusters/main/nodePools/gpu");
  }

  private static void repeatable(Bench bench) {
    assertThat(bench.create(CLUSTER, Map.of("name", "main")))
        .isEqualTo(bench.create(CLUSTER, Map.of("name", "main")));
  }

  private static void standIn() {
    Map<String, String> variables = Map.of(GcpProvider.CLUSTER_ENDPOINT, "127.0.0.1:1");
    var provider = new GcpProvider(new EngineLog(""), variables, NewerFields.load());
    try (Bench bench = new Bench(provider).configured(Map.of("project", "p", "region", "r"))) {
      assertThat(dnsEndpoint(bench)).isEqualTo("127.0.0.1:1");
    }
  }

  private static String dnsEndpoint(Bench bench) {
    CreateResponse cluster = bench.create(CLUSTER, Map.of("name", "main"));
    Map<String, Object> outputs = Properties.fromStruct(cluster.getProperties());
    return Tree.text(outputs, "controlPlaneEndpointsConfig", "dnsEndpointConfig", "endpoint");
  }

  private static void preview(Bench bench) {
    CreateResponse planned = bench.create(CLUSTER, Map.of("name", "main"), true);
    assertThat(planned.getId()).isEmpty();
    assertThat(Properties.fromStruct(planned.getProperties()))
        .containsEntry("endpoint", Sentinel.UNKNOWN)
        .containsEntry("name", "main");
  }

  private static DiffResponse diff(Bench bench, String location, String description) {
    Map<String, Object> before = Map.of("location", "a", "description", "a");
    return bench.diff(
        CLUSTER, "id", before, Map.of("location", location, "description", description));
  }

  private static void update(Bench bench) {
    DiffResponse diff = diff(bench, "a", "b");
    assertThat(diff.getDiffsList()).containsExactly("description");
    assertThat(diff.getReplacesList()).isEmpty();
  }

  private static void replace(Bench bench) {
    assertThat(diff(bench, "b", "a").getReplacesList()).containsExactly("location");
  }

  private static void read(Bench bench) {
    Map<String, Object> state = Map.of("name", "main");
    assertThat(Properties.fromStruct(bench.read(CLUSTER, "id", state).getProperties()))
        .isEqualTo(state);
  }

  private static void readNothing(Bench bench) {
    assertThatThrownBy(() -> bench.read(CLUSTER, "id", Map.of()))
        .hasMessageContaining("nothing to import");
  }

  private static void everyType() {
    Schemas schemas = new Schemas();
    List<String> tokens = Schemas.tokens();
    assertThat(tokens).hasSizeGreaterThan(800);
    tokens.forEach(token -> assertThat(schemas.of(token).token()).isEqualTo(token));
  }
}
