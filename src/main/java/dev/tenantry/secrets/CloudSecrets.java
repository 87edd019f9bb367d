package dev.tenantry.secrets;

import com.pulumi.gcp.secretmanager.SecretArgs;
import com.pulumi.gcp.secretmanager.inputs.SecretReplicationArgs;
import com.pulumi.gcp.secretmanager.inputs.SecretReplicationUserManagedArgs;
import com.pulumi.gcp.secretmanager.inputs.SecretReplicationUserManagedReplicaArgs;
import com.pulumi.gcp.secretmanager.inputs.SecretReplicationUserManagedReplicaCustomerManagedEncryptionArgs;
import com.pulumi.gcp.secretmanager.inputs.SecretRotationArgs;
import com.pulumi.gcp.secretmanager.inputs.SecretTopicArgs;
import dev.tenantry.config.PlatformConfig;
import dev.tenantry.config.Region;
import dev.tenantry.config.SecretConfig;
import dev.tenantry.config.SecretName;
import dev.tenantry.config.TenantConfig;
import dev.tenantry.naming.Labels;
import dev.tenantry.naming.Names;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What an entry in Google Secret Manager says: everything but its value. */
final class CloudSecrets {
  private CloudSecrets() {}

  /**
   * The entry of one secret.
   *
   * @param topic full name of the topic of reminders; used if the secret has a rotation
   */
  static SecretArgs entry(
      SecretName name,
      SecretConfig secret,
      TenantConfig tenant,
      PlatformConfig platform,
      String stack,
      Optional<String> topic) {
    var args =
        SecretArgs.builder()
            .secretId(Names.cloudSecret(tenant.name(), name))
            .project(platform.cloud().project().value())
            .labels(labels(tenant, stack))
            .replication(replication(platform));
    secret
        .rotation()
        .ifPresent(
            rotation ->
                args.rotation(
                        SecretRotationArgs.builder()
                            .rotationPeriod(rotation.period())
                            .nextRotationTime(rotation.from().instant())
                            .build())
                    .topics(SecretTopicArgs.builder().name(topic.orElseThrow()).build()));
    return args.build();
  }

  /** In the platform's regions and nowhere else; "automatic" would be anywhere in the world. */
  private static SecretReplicationArgs replication(PlatformConfig platform) {
    List<SecretReplicationUserManagedReplicaArgs> replicas =
        platform.cloud().regions().stream().map(region -> replica(region, platform)).toList();
    return SecretReplicationArgs.builder()
        .userManaged(SecretReplicationUserManagedArgs.builder().replicas(replicas).build())
        .build();
  }

  private static SecretReplicationUserManagedReplicaArgs replica(
      Region region, PlatformConfig platform) {
    var replica = SecretReplicationUserManagedReplicaArgs.builder().location(region.value());
    Optional.ofNullable(platform.secrets().keys().get(region))
        .ifPresent(
            key ->
                replica.customerManagedEncryption(
                    SecretReplicationUserManagedReplicaCustomerManagedEncryptionArgs.builder()
                        .kmsKeyName(key.value())
                        .build()));
    return replica.build();
  }

  private static Map<String, String> labels(TenantConfig tenant, String stack) {
    Map<String, String> labels = new TreeMap<>();
    put(labels, Labels.TENANT_ID, tenant.name().value());
    put(labels, Labels.TIER, tenant.tier().label());
    put(labels, Labels.COST_CENTRE, tenant.costCentre().value());
    put(labels, Labels.RING, tenant.ring().label());
    put(labels, "stack", stack);
    put(labels, "managed-by", Labels.MANAGED_BY_TENANTRY);
    return labels;
  }

  private static void put(Map<String, String> labels, String key, String value) {
    labels.put(Labels.cloud(key), Labels.cloud(value));
  }
}
