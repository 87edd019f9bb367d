package dev.tenantry.data;

import com.pulumi.gcp.storage.BucketArgs;
import com.pulumi.gcp.storage.inputs.BucketEncryptionArgs;
import com.pulumi.gcp.storage.inputs.BucketLifecycleRuleActionArgs;
import com.pulumi.gcp.storage.inputs.BucketLifecycleRuleArgs;
import com.pulumi.gcp.storage.inputs.BucketLifecycleRuleConditionArgs;
import com.pulumi.gcp.storage.inputs.BucketVersioningArgs;
import com.pulumi.kubernetes.core.v1.inputs.PersistentVolumeClaimSpecArgs;
import com.pulumi.kubernetes.core.v1.inputs.ResourceRequirementsArgs;
import dev.tenantry.cloud.CloudLabels;
import dev.tenantry.config.AgentName;
import dev.tenantry.config.DeletionPolicy;
import dev.tenantry.config.Region;
import dev.tenantry.config.VolumeConfig;
import dev.tenantry.naming.DataNames;
import java.util.Map;
import java.util.Optional;

/** What the volume and the bucket of an agent's SQLite file say. */
final class SqliteStorage {
  /** Days that an overwritten or deleted part of a copy can still be brought back. */
  private static final int DAYS_KEPT = 7;

  private SqliteStorage() {}

  /** One pod at a time, enforced by Kubernetes itself: two would destroy the file. */
  static PersistentVolumeClaimSpecArgs claim(VolumeConfig volume) {
    return PersistentVolumeClaimSpecArgs.builder()
        .accessModes("ReadWriteOncePod")
        .storageClassName(volume.storageClass().value())
        .resources(
            ResourceRequirementsArgs.builder()
                .requests(Map.of("storage", volume.size().canonical()))
                .build())
        .build();
  }

  /** In the cluster's own region, closed to the public; Google's soft delete stays as it is. */
  static BucketArgs bucket(AgentName agent, DeletionPolicy deletion, TenantDataArgs args) {
    Region region = args.platform().cloud().regions().get(0);
    var bucket =
        BucketArgs.builder()
            .name(DataNames.sqliteBucket(args.id(), agent))
            .project(args.project())
            .location(region.value())
            .uniformBucketLevelAccess(true)
            .publicAccessPrevention("enforced")
            .forceDestroy(deletion == DeletionPolicy.DELETE)
            .versioning(BucketVersioningArgs.builder().enabled(true).build())
            .lifecycleRules(oldVersionsGo())
            .labels(CloudLabels.of(args.tenant(), args.stack()));
    Optional.ofNullable(args.platform().data().keys().get(region))
        .ifPresent(
            key ->
                bucket.encryption(
                    BucketEncryptionArgs.builder().defaultKmsKeyName(key.value()).build()));
    return bucket.build();
  }

  private static BucketLifecycleRuleArgs oldVersionsGo() {
    return BucketLifecycleRuleArgs.builder()
        .action(BucketLifecycleRuleActionArgs.builder().type("Delete").build())
        .condition(
            BucketLifecycleRuleConditionArgs.builder()
                .daysSinceNoncurrentTime(DAYS_KEPT)
                .withState("ARCHIVED")
                .build())
        .build();
  }
}
