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

  private static final String SCRATCH = "scratch";

  private DataPods() {}

  /** Brings the schema to the image's state and ends. */
  static PodSpecArgs migrator(ClusterDatabase database) {
    return pod(DataNames.MIGRATOR)
        .automountServiceAccountToken(false)
        .restartPolicy("Never")
        .containers(container("migrate", database, database.migrator()).args("migrate").build())
        .build();
  }

  /** Reconciles TenantDatabases until it is told to end; the only pod here with a token. */
  static PodSpecArgs provisioner(ClusterDatabase database) {
    return pod(DataNames.PROVISIONER)
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

  private static PodSpecArgs.Builder pod(String account) {
    return PodSpecArgs.builder()
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
        .env(environment(database, login))
        .volumeMounts(VolumeMountArgs.builder().name(SCRATCH).mountPath("/tmp").build());
  }

  /** No password: the connector signs in as the Google service account. */
  private static List<EnvVarArgs> environment(ClusterDatabase database, ServiceAccountEmail login) {
    String url =
        "jdbc:postgresql:///"
            + DataNames.SHARED_DATABASE
            + "?socketFactory=com.google.cloud.sql.postgres.SocketFactory"
            + "&cloudSqlInstance="
            + database.instance()
            + "&ipTypes=PRIVATE&enableIamAuth=true&sslmode=disable&user="
            + login.databaseLogin();
    return List.of(
        variable("TENANTRY_DATABASE_URL", url),
        variable("TENANTRY_NAMESPACE", Names.DATA_NAMESPACE));
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
