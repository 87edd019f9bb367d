package dev.tenantry.local.providers.kubernetes;

import dev.tenantry.local.providers.protocol.PropertyPath;
import dev.tenantry.local.providers.protocol.ProviderFailure;
import dev.tenantry.local.providers.protocol.Tree;
import java.util.Map;
import java.util.Set;

/**
 * Decides whether changed provider inputs mean another cluster: then every resource is replaced.
 */
final class ClusterIdentity {
  private static final String IDENTIFIER = "clusterIdentifier";
  private static final Set<String> PARTS = Set.of(IDENTIFIER, "kubeconfig", "context", "cluster");

  private ClusterIdentity() {}

  static boolean isPart(PropertyPath path) {
    return PARTS.contains(path.top());
  }

  static boolean moved(
      Map<String, Object> olds, Map<String, Object> news, Map<String, String> environment) {
    Settings before = new Settings(olds);
    Settings after = new Settings(news);
    if (news.containsKey(IDENTIFIER) && olds.containsKey(IDENTIFIER)) {
      return !before.text(IDENTIFIER).equals(after.text(IDENTIFIER));
    }
    if (news.containsKey(IDENTIFIER) || olds.containsKey(IDENTIFIER) || Tree.hasUnknown(news)) {
      // Naming the cluster for the first time, or not knowing it yet, moves nothing.
      return false;
    }
    try {
      return !Kubeconfig.of(before, environment)
          .identity()
          .equals(Kubeconfig.of(after, environment).identity());
    } catch (ProviderFailure unreadable) {
      // A kubeconfig file that is gone cannot tell where the resources were.
      return !before.text("context").equals(after.text("context"));
    }
  }
}
