package dev.tenantry.provisioner;

import dev.tenantry.naming.DataNames;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Passwords as Secrets of the tenant's Namespace: for clusters without Secret Manager. */
final class KubernetesCredentials implements CredentialStore {
  private static final String VERSION = TenantDatabase.GROUP + "/version";
  private static final String FIELD_MANAGER = "tenantry-provisioner";

  private final KubernetesClient cluster;

  KubernetesCredentials(KubernetesClient cluster) {
    this.cluster = cluster;
  }

  @Override
  public Optional<String> current(TenantDatabaseSpec.Credential place) {
    return Optional.ofNullable(
            cluster.secrets().inNamespace(place.namespace()).withName(place.name()).get())
        .filter(
            secret ->
                secret.getData() != null
                    && secret.getData().containsKey(DataNames.DATABASE_PASSWORD))
        .map(secret -> secret.getMetadata().getAnnotations())
        .map(annotations -> annotations.get(VERSION));
  }

  @Override
  public String write(TenantDatabaseSpec.Credential place, String password) {
    String version = UUID.randomUUID().toString();
    Secret secret =
        new SecretBuilder()
            .withNewMetadata()
            .withName(place.name())
            .withNamespace(place.namespace())
            .withAnnotations(Map.of(VERSION, version))
            .withLabels(Map.of("app.kubernetes.io/managed-by", FIELD_MANAGER))
            .endMetadata()
            .withType("Opaque")
            .withStringData(Map.of(DataNames.DATABASE_PASSWORD, password))
            .build();
    cluster.resource(secret).fieldManager(FIELD_MANAGER).forceConflicts().serverSideApply();
    return version;
  }
}
