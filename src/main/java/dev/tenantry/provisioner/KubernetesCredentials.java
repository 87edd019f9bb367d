package dev.tenantry.provisioner;

import dev.tenantry.naming.DataNames;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/** Passwords as Secrets of the tenant's Namespace: for clusters without Secret Manager. */
final class KubernetesCredentials implements CredentialStore {
  private static final String VERSION = TenantDatabase.GROUP + "/version";
  private static final int FINGERPRINT_BYTES = 8;
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
    String version = fingerprint(password);
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

  /** Says which password it is and not what: nobody guesses 192 random bits from a part of this. */
  private static String fingerprint(String password) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(password.getBytes(StandardCharsets.US_ASCII));
      return HexFormat.of().formatHex(hash, 0, FINGERPRINT_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
