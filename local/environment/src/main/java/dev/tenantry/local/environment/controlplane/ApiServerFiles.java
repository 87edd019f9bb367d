package dev.tenantry.local.environment.controlplane;

import dev.tenantry.local.environment.state.PrivateFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The API server's two policy files: what is audited, and how Secrets are encrypted at rest. */
final class ApiServerFiles {
  private static final int KEY_BYTES = 32;

  private final Path folder;

  ApiServerFiles(Path folder) {
    this.folder = folder;
  }

  Path audit() {
    return folder.resolve("audit.yaml");
  }

  Path encryption() {
    return folder.resolve("encryption.yaml");
  }

  /** Writes them; the encryption key is made once, because the data needs it ever after. */
  void ensure() {
    if (!Files.exists(audit())) {
      PrivateFiles.write(audit(), YamlText.of(auditPolicy()));
    }
    if (!Files.exists(encryption())) {
      byte[] key = new byte[KEY_BYTES];
      new SecureRandom().nextBytes(key);
      String encoded = Base64.getEncoder().encodeToString(key);
      PrivateFiles.write(encryption(), YamlText.of(encryptionOfSecrets(encoded)));
    }
  }

  /** Who did what to which object, never the contents: those of a Secret would be in the log. */
  private static Map<String, ?> auditPolicy() {
    Map<String, Object> probes = new LinkedHashMap<>();
    probes.put("level", "None");
    probes.put("nonResourceURLs", List.of("/healthz*", "/livez*", "/readyz*", "/version"));
    Map<String, Object> policy = new LinkedHashMap<>();
    policy.put("apiVersion", "audit.k8s.io/v1");
    policy.put("kind", "Policy");
    policy.put("omitStages", List.of("RequestReceived"));
    policy.put("rules", List.of(probes, Map.of("level", "Metadata")));
    return policy;
  }

  private static Map<String, ?> encryptionOfSecrets(String key) {
    Map<String, Object> named = new LinkedHashMap<>();
    named.put("name", "local");
    named.put("secret", key);
    Map<String, Object> secrets = new LinkedHashMap<>();
    secrets.put("resources", List.of("secrets"));
    secrets.put("providers", List.of(Map.of("secretbox", Map.of("keys", List.of(named)))));
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("apiVersion", "apiserver.config.k8s.io/v1");
    document.put("kind", "EncryptionConfiguration");
    document.put("resources", List.of(secrets));
    return document;
  }
}
