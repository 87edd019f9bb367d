package dev.tenantry.local.providers.kubernetes;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every promise of the kubernetes provider, against a real API server. */
final class KubernetesConformanceIT {
  private static TestCluster cluster;
  private static KubernetesClient client;

  @BeforeAll
  static void open() throws IOException, InterruptedException {
    cluster = TestCluster.open();
    // The provider's own reader: the library's takes elliptic-curve keys for RSA.
    Settings settings = new Settings(Map.of("kubeconfig", cluster.kubeconfig()));
    Config config = Kubeconfig.of(settings, Map.of()).client();
    client = new KubernetesClientBuilder().withConfig(config).build();
  }

  @AfterAll
  static void close() throws IOException, InterruptedException {
    client.close();
    cluster.close();
  }

  @TestFactory
  Stream<DynamicTest> keepsItsPromises() {
    return Stream.of(
            LifecycleBehaviours.ALL,
            StateBehaviours.ALL,
            PreviewBehaviours.ALL,
            OwnershipBehaviours.ALL,
            ReadinessBehaviours.ALL,
            WaitForBehaviours.ALL)
        .flatMap(List::stream)
        .map(behaviour -> DynamicTest.dynamicTest(behaviour.name(), () -> prove(behaviour)));
  }

  private static void prove(Behaviour behaviour) throws Exception {
    Fixture fixture = Fixture.open(client, cluster.kubeconfig(), behaviour.name());
    try {
      behaviour.proof().run(fixture);
    } finally {
      fixture.close();
    }
  }
}
