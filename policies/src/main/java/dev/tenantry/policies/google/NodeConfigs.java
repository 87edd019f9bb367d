package dev.tenantry.policies.google;

import static dev.tenantry.policies.google.GoogleTypes.CLUSTER;
import static dev.tenantry.policies.google.GoogleTypes.NODE_POOL;

import dev.tenantry.policies.Answer;
import dev.tenantry.policies.Resource;
import dev.tenantry.policies.Value;
import java.util.ArrayList;
import java.util.List;

/** Where resources say what nodes are like. */
final class NodeConfigs {
  private NodeConfigs() {}

  /** Whether a resource says so at all; in Autopilot Google decides. */
  static boolean isAsked(Resource one) {
    return one.type().equals(NODE_POOL)
        || one.type().equals(CLUSTER) && one.at("enableAutopilot").is(true) == Answer.NO;
  }

  /** Of a pool; of a cluster's pools that are declared with it; of the one that it starts with. */
  static List<Value> declared(Resource one) {
    List<Value> configs = new ArrayList<>();
    one.at("nodePools").items().forEach(pool -> configs.add(pool.at("nodeConfig")));
    Value own = one.at("nodeConfig");
    // Unless it is removed at once, or replaced, the first pool is there with Google's defaults.
    boolean gone =
        one.type().equals(CLUSTER)
            && (one.at("removeDefaultNodePool").is(true) != Answer.NO || !configs.isEmpty());
    if (own.isPresent() || !gone) {
      configs.add(own);
    }
    return configs;
  }

  /** These, and what the cluster gives to nodes that it makes by itself. */
  static List<Value> all(Resource one) {
    List<Value> configs = new ArrayList<>(declared(one));
    configs.addAll(provisioned(one));
    return configs;
  }

  /** Where a pool, or pools that a cluster makes by itself, say who repairs and upgrades them. */
  static List<Value> managed(Resource one) {
    List<Value> managed = new ArrayList<>(one.at("nodePools").items());
    if (one.type().equals(NODE_POOL)) {
      managed.add(one.properties());
    }
    managed.addAll(provisioned(one));
    return managed;
  }

  private static List<Value> provisioned(Resource one) {
    return one.at("clusterAutoscaling.enabled").is(true) == Answer.YES
        ? List.of(one.at("clusterAutoscaling.autoProvisioningDefaults"))
        : List.of();
  }
}
