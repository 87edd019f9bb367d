package dev.tenantry.provisioner;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * What is wanted.
 *
 * @param tenant the tenant's name
 * @param tenantId its UUID, which names its login
 * @param tier its tier
 * @param mode {@code SharedRls} or {@code DatabasePerTenant}
 * @param connectionLimit connections of its login at once
 * @param deletionPolicy {@code Retain} or {@code Delete}: what the object's deletion does to the
 *     data
 * @param credential where the password goes
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record TenantDatabaseSpec(
    String tenant,
    String tenantId,
    String tier,
    String mode,
    int connectionLimit,
    String deletionPolicy,
    Credential credential) {

  /**
   * Where the password goes.
   *
   * @param provider {@code Google}: a secret of Secret Manager; {@code Kubernetes}: a Secret
   * @param name the secret's name
   * @param namespace of the Secret; for Kubernetes only
   * @param project of the secret; for Google only
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Credential(String provider, String name, String namespace, String project) {}
}
