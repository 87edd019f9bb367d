package dev.tenantry.cloud;

import com.pulumi.gcp.secretmanager.inputs.SecretReplicationArgs;
import com.pulumi.gcp.secretmanager.inputs.SecretReplicationUserManagedArgs;
import com.pulumi.gcp.secretmanager.inputs.SecretReplicationUserManagedReplicaArgs;
import com.pulumi.gcp.secretmanager.inputs.SecretReplicationUserManagedReplicaCustomerManagedEncryptionArgs;
import dev.tenantry.config.PlatformConfig;
import dev.tenantry.config.Region;
import java.util.List;
import java.util.Optional;

/** Where the values of a secret in Google Secret Manager lie. */
public final class SecretReplicas {
  private SecretReplicas() {}

  /** In the platform's regions and nowhere else; "automatic" would be anywhere in the world. */
  public static SecretReplicationArgs of(PlatformConfig platform) {
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
}
