package dev.tenantry.data;

import com.pulumi.kubernetes.core.v1.inputs.ContainerArgs;
import com.pulumi.kubernetes.core.v1.inputs.ContainerPortArgs;
import com.pulumi.kubernetes.core.v1.inputs.EmptyDirVolumeSourceArgs;
import com.pulumi.kubernetes.core.v1.inputs.EnvVarArgs;
import com.pulumi.kubernetes.core.v1.inputs.HTTPGetActionArgs;
import com.pulumi.kubernetes.core.v1.inputs.PodSpecArgs;
import com.pulumi.kubernetes.core.v1.inputs.ProbeArgs;
import com.pulumi.kubernetes.core.v1.inputs.VolumeArgs;
import com.pulumi.kubernetes.core.v1.inputs.VolumeMountArgs;
import dev.tenantry.config.ClusterDatabase;
import dev.tenantry.config.Quantity;
import dev.tenantry.config.ResourceAmounts;
import dev.tenantry.config.ServiceAccountEmail;
import dev.tenantry.kubernetes.HardenedPods;
import dev.tenantry.kubernetes.InitContainer;
import dev.tenantry.naming.DataNames;
import dev.tenantry.naming.Names;
import java.util.List;

/** The pods of the migrations and of the provisioner: one program, two commands. */
final class DataPods {
  /** Where the provisioner says how it is. */
  private static final int HEALTH_PORT = 8081;

  /** One schema's worth of work, and one tenant at a time. */
  private static final ResourceAmounts REQUESTS = amounts("100m", "384Mi", "256Mi");

  private static final ResourceAmounts LIMITS = amounts("1", "384Mi", "256Mi");

  /** The proxy's own recommendation for few connections. */
  private static final ResourceAmounts PROXY_REQUESTS = amounts("50m", "64Mi", "16Mi");

  private static final ResourceAmounts PROXY_LIMITS = amounts("500m", "64Mi", "16Mi");

  /** On the pod's own loopback. */
  private static final int PROXY_PORT = 5432;

  private static final int PROXY_HEALTH_PORT = 9090;

  private static final String SCRATCH = "scratch";

  private DataPods() {}

  /** Brings the schema to the image's state and ends. */
  static PodSpecArgs migrator(ClusterDatabase database, String migrations) {
    return pod(DataNames.MIGRATOR, database)
        .automountServiceAccountToken(false)
        .restartPolicy("Never")
        .containers(
            container("migrate", database, database.migrator())
                .args("migrate", "--expect", migrations)
                .build())
        .build();
  }

  /** Reconciles TenantDatabases until it is told to end; the only pod here with a token. */
  static PodSpecArgs provisioner(ClusterDatabase database) {
    return pod(DataNames.PROVISIONER, database)
        .automountServiceAccountToken(true)
        .containers(
            container("provisioner", database, database.provisioner())
                .args("provisioner")
                .ports(
                    ContainerPortArgs.builder().name("health").containerPort(HEALTH_PORT).build())
                .startupProbe(probe("/healthz").failureThreshold(30).periodSeconds(2).build())
                .livenessProbe(probe("/healthz").failureThreshold(3).periodSeconds(10).build())
                .readinessProbe(probe("/readyz").failureThreshold(3).periodSeconds(5).build())
                .build())
        .build();
  }

  private static PodSpecArgs.Builder pod(String account, ClusterDatabase database) {
    return PodSpecArgs.builder()
        .initContainers(InitContainer.list(List.of(proxy(database))))
        .serviceAccountName(account)
        .enableServiceLinks(false)
        .securityContext(HardenedPods.pod())
        .volumes(
            VolumeArgs.builder().name(SCRATCH).emptyDir(EmptyDirVolumeSourceArgs.Empty).build());
  }

  private static ContainerArgs.Builder container(
      String name, ClusterDatabase database, ServiceAccountEmail login) {
    return ContainerArgs.builder()
        .name(name)
        .image(database.image().value())
        .imagePullPolicy("Always")
        .securityContext(HardenedPods.container())
        .resources(HardenedPods.resources(REQUESTS, LIMITS))
        .env(environment(login))
        .volumeMounts(VolumeMountArgs.builder().name(SCRATCH).mountPath("/tmp").build());
  }

  /** No password: the proxy beside the container signs in as the Google service account. */
  private static List<EnvVarArgs> environment(ServiceAccountEmail login) {
    return List.of(
        variable("PGHOST", "127.0.0.1"),
        variable("PGPORT", Integer.toString(PROXY_PORT)),
        variable("PGUSER", login.databaseLogin()),
        variable("PGDATABASE", DataNames.SHARED_DATABASE),
        variable("TENANTRY_NAMESPACE", Names.DATA_NAMESPACE));
  }

  /** Encrypts, checks the server and signs in by IAM; each pod has one of its own. */
  private static InitContainer proxy(ClusterDatabase database) {
    return InitContainer.of(
            "cloud-sql-proxy",
            database.proxyImage().value(),
            List.of(
                // An instance that the stack declares has an endpoint instead of an address.
                database.server().isPresent() ? "--psc" : "--private-ip",
                "--auto-iam-authn",
                "--structured-logs",
                "--health-check",
                "--http-address=0.0.0.0",
                "--http-port=" + PROXY_HEALTH_PORT,
                "--port=" + PROXY_PORT,
                database.instance().toString()),
            HardenedPods.resources(PROXY_REQUESTS, PROXY_LIMITS))
        .stayingOnceItAnswers("/startup", PROXY_HEALTH_PORT);
  }

  private static EnvVarArgs variable(String name, String value) {
    return EnvVarArgs.builder().name(name).value(value).build();
  }

  private static ProbeArgs.Builder probe(String path) {
    return ProbeArgs.builder()
        .httpGet(HTTPGetActionArgs.builder().path(path).port(HEALTH_PORT).build());
  }

  private static ResourceAmounts amounts(String cpu, String memory, String ephemeralStorage) {
    return new ResourceAmounts(
        Quantity.parse(cpu), Quantity.parse(memory), Quantity.parse(ephemeralStorage));
  }
}
