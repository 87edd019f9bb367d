package dev.tenantry.secrets;

import com.pulumi.gcp.secretmanager.SecretArgs;
import com.pulumi.gcp.secretmanager.inputs.SecretRotationArgs;
import com.pulumi.gcp.secretmanager.inputs.SecretTopicArgs;
import dev.tenantry.cloud.CloudLabels;
import dev.tenantry.cloud.SecretReplicas;
import dev.tenantry.config.PlatformConfig;
import dev.tenantry.config.SecretConfig;
import dev.tenantry.config.SecretName;
import dev.tenantry.config.TenantConfig;
import dev.tenantry.naming.Names;
import java.util.Optional;

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
            .labels(CloudLabels.of(tenant, stack))
            .replication(SecretReplicas.of(platform));
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
}
