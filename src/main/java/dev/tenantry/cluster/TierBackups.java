package dev.tenantry.cluster;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.core.annotations.ResourceType;
import com.pulumi.gcp.gkebackup.inputs.BackupPlanBackupScheduleArgs;
import com.pulumi.gcp.gkebackup.inputs.BackupPlanRetentionPolicyArgs;
import com.pulumi.resources.CustomResource;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.ResourceArgs;
import dev.tenantry.cloud.CloudLabels;
import dev.tenantry.config.BackupRetention;
import dev.tenantry.config.Tier;
import dev.tenantry.naming.ClusterNames;
import dev.tenantry.naming.Labels;
import java.util.List;
import java.util.Map;

/**
 * The daily backups of one tier's tenants: objects and volumes, without Secrets.
 *
 * <p>The plan chooses Namespaces by their label, so that a new tenant changes nothing here. SDK
 * 7.0.0 does not know that choice, hence the project's own inputs. Secrets stay out because their
 * values lie in Secret Manager, from where a restored tenant gets them.
 */
@ResourceType(type = TierBackups.TYPE)
final class TierBackups extends CustomResource {
  static final String TYPE = "gcp:gkebackup/backupPlan:BackupPlan";

  TierBackups(
      String name,
      Tier tier,
      BackupRetention retention,
      DeclaredClusterArgs cluster,
      CustomResourceOptions options) {
    super(TYPE, name, new Inputs(tier, retention, cluster), options);
  }

  private static final class Inputs extends ResourceArgs {
    @Import(name = "name")
    private final Output<String> name;

    @Import(name = "project")
    private final Output<String> project;

    @Import(name = "location")
    private final Output<String> location;

    @Import(name = "cluster")
    private final Output<String> cluster;

    @Import(name = "labels")
    private final Output<Map<String, String>> labels;

    @Import(name = "backupConfig")
    private final Output<Map<String, Object>> backupConfig;

    @Import(name = "backupSchedule")
    private final Output<BackupPlanBackupScheduleArgs> backupSchedule;

    @Import(name = "retentionPolicy")
    private final Output<BackupPlanRetentionPolicyArgs> retentionPolicy;

    Inputs(Tier tier, BackupRetention retention, DeclaredClusterArgs cluster) {
      this.name = Output.of(ClusterNames.backupPlan(tier));
      this.project = Output.of(cluster.project());
      this.location = Output.of(cluster.region());
      this.cluster = Output.of(cluster.name().resource());
      this.labels = Output.of(CloudLabels.ofPlatform(cluster.stack()));
      this.backupConfig = Output.of(what(tier, cluster));
      this.backupSchedule =
          Output.of(
              BackupPlanBackupScheduleArgs.builder()
                  .cronSchedule("0 " + cluster.gke().backup().hour() + " * * *")
                  .build());
      this.retentionPolicy =
          Output.of(
              BackupPlanRetentionPolicyArgs.builder()
                  .backupRetainDays(retention.days())
                  .backupDeleteLockDays(retention.lockDays())
                  .build());
    }

    private static Map<String, Object> what(Tier tier, DeclaredClusterArgs cluster) {
      Map<String, String> label = Map.of("key", Labels.TIER, "value", tier.label());
      return Map.of(
          "includeVolumeData",
          true,
          "includeSecrets",
          false,
          "encryptionKey",
          Map.of("gcpKmsEncryptionKey", cluster.gke().key().value()),
          "selectedNamespaceLabels",
          Map.of("resourceLabels", List.of(label)));
    }
  }
}
