package dev.tenantry.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.List;
import java.util.Map;

/**
 * What the Kubernetes provider needs to reach the cluster; holds no secret.
 *
 * <p>JSON, which is YAML as well. The caller's own Google identity is the credential: the plug-in
 * {@code gke-gcloud-auth-plugin} asks for a token when one is needed. Google signs the endpoint's
 * certificate, so that no certificate authority is named, and none can be out of date.
 *
 * @param context its only context
 * @param server the API server's host name
 */
record Kubeconfig(String context, String server) {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

  /** The file's text; the same for the same values. */
  String text() {
    Map<String, Object> exec =
        Map.of(
            "apiVersion", "client.authentication.k8s.io/v1",
            "command", "gke-gcloud-auth-plugin",
            "installHint", "gcloud components install gke-gcloud-auth-plugin",
            "interactiveMode", "Never",
            "provideClusterInfo", true);
    Map<String, Object> file =
        Map.of(
            "apiVersion",
            "v1",
            "kind",
            "Config",
            "current-context",
            context,
            "clusters",
            List.of(named("cluster", Map.of("server", "https://" + server))),
            "users",
            List.of(named("user", Map.of("exec", exec))),
            "contexts",
            List.of(named("context", Map.of("cluster", context, "user", context))));
    try {
      return JSON.writeValueAsString(file);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("not made of maps, lists and scalars: " + file, e);
    }
  }

  private Map<String, Object> named(String kind, Map<String, Object> content) {
    return Map.of("name", context, kind, content);
  }
}
