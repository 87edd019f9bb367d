package dev.tenantry.provisioner;

import dev.tenantry.sql.DatabaseServer;
import dev.tenantry.sql.Provisioning;
import dev.tenantry.sql.TenantStore;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** The whole process: puts the parts together and runs until it is told to stop. */
public final class ProvisionerProcess {
  private ProvisionerProcess() {}

  /**
   * Runs until SIGTERM.
   *
   * @param server the database server, with a login that may provision
   * @param sharedDatabase the database that tenants share
   * @param namespace of the objects; the cluster is that of KUBECONFIG, or the one around the pod
   * @param healthPort of {@code /healthz} and {@code /readyz}
   * @param log receives a line per step
   */
  public static void run(
      DatabaseServer server,
      String sharedDatabase,
      String namespace,
      int healthPort,
      PrintWriter log)
      throws IOException, InterruptedException {
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(stopped::countDown));
    Clock clock = Clock.systemUTC();
    Config config = Config.autoConfigure(null);
    ClientKey.declareAlgorithm(config);
    try (KubernetesClient cluster = new KubernetesClientBuilder().withConfig(config).build();
        Controller controller =
            new Controller(
                cluster,
                namespace,
                new TenantReconciler(
                    new Provisioning(server, sharedDatabase),
                    new TenantStore(server, sharedDatabase, clock),
                    Map.of(
                        "Kubernetes",
                        new KubernetesCredentials(cluster),
                        "Google",
                        SecretManagerCredentials.ofGoogle()),
                    sharedDatabase),
                clock,
                log);
        Health health = new Health(healthPort, controller::isReady)) {
      log.println("health on port " + health.port());
      log.flush();
      controller.start();
      stopped.await();
    }
  }
}
