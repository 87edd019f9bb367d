package dev.tenantry.local.environment.controlplane;

import dev.tenantry.local.environment.pki.KeyFiles;
import dev.tenantry.local.environment.state.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A kubeconfig with one context and embedded certificates. */
final class Kubeconfig {
  /** The one context of the file that users get, whichever cluster is behind it. */
  static final String CONTEXT = "tenantry-local";

  private Kubeconfig() {}

  static void write(Path file, int port, Path authority, KeyFiles client) {
    Map<String, Object> cluster = new LinkedHashMap<>();
    cluster.put("server", "https://127.0.0.1:" + port);
    cluster.put("certificate-authority-data", encoded(authority));
    Map<String, Object> user = new LinkedHashMap<>();
    user.put("client-certificate-data", encoded(client.certificate()));
    user.put("client-key-data", encoded(client.key()));

    Map<String, Object> document = new LinkedHashMap<>();
    document.put("apiVersion", "v1");
    document.put("kind", "Config");
    document.put("clusters", List.of(named("cluster", cluster)));
    document.put("users", List.of(named("user", user)));
    document.put(
        "contexts", List.of(named("context", Map.of("cluster", CONTEXT, "user", CONTEXT))));
    document.put("current-context", CONTEXT);
    PrivateFiles.write(file, YamlText.of(document));
  }

  private static Map<String, Object> named(String kind, Map<String, ?> content) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("name", CONTEXT);
    entry.put(kind, content);
    return entry;
  }

  private static String encoded(Path file) {
    try {
      return Base64.getEncoder().encodeToString(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
