package dev.tenantry.local.providers.kubernetes;

import dev.tenantry.local.providers.protocol.ProviderFailure;
import dev.tenantry.local.providers.protocol.Tree;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Which kinds the API server serves. Only what was found is remembered: kinds come, not go. */
final class Discovery {
  private static final int TRIES = 40;
  private static final Duration PAUSE = Duration.ofMillis(250);

  private final ApiServer server;
  private final Cancellation cancellation;
  private final Map<String, ApiKind> found = new ConcurrentHashMap<>();

  Discovery(ApiServer server, Cancellation cancellation) {
    this.server = server;
    this.cancellation = cancellation;
  }

  Optional<ApiKind> find(TypeToken token) {
    return find(token.apiVersion(), token.kind());
  }

  Optional<ApiKind> find(String apiVersion, String kind) {
    String key = apiVersion + ":" + kind;
    if (!found.containsKey(key)) {
      read(apiVersion);
    }
    return Optional.ofNullable(found.get(key));
  }

  /** Like {@link #find}, for an object to be written: a definition just created needs a moment. */
  ApiKind require(TypeToken token) {
    for (int i = 0; i < TRIES; i++) {
      Optional<ApiKind> kind = find(token);
      if (kind.isPresent()) {
        return kind.get();
      }
      if (builtIn(token) || !cancellation.pause(PAUSE)) {
        break;
      }
    }
    throw new ProviderFailure(
        "the API server "
            + server.url()
            + " does not serve "
            + token.apiVersion()
            + " "
            + token.kind()
            + "; is its CustomResourceDefinition created, and does this resource depend on it?");
  }

  private static boolean builtIn(TypeToken token) {
    return !token.group().contains(".");
  }

  private void read(String apiVersion) {
    String root = new ApiKind(apiVersion, "", "", false).root();
    List<Object> resources =
        server
            .get(root, "list the kinds of " + apiVersion)
            .map(answer -> Tree.list(answer, "resources"))
            .orElse(List.of());
    for (Object resource : resources) {
      String plural = Tree.text(resource, "name");
      if (!plural.contains("/")) {
        String kind = Tree.text(resource, "kind");
        boolean namespaced = Tree.find(resource, "namespaced").equals(Optional.of(true));
        found.put(apiVersion + ":" + kind, new ApiKind(apiVersion, kind, plural, namespaced));
      }
    }
  }
}
