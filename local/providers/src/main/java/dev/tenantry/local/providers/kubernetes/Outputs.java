package dev.tenantry.local.providers.kubernetes;

import dev.tenantry.local.providers.protocol.Sentinel;
import dev.tenantry.local.providers.protocol.Tree;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the state keeps of an object: the whole object, with the marks of the inputs. */
final class Outputs {
  private static final List<String> ASSIGNED =
      List.of("creationTimestamp", "resourceVersion", "uid");
  private static final List<String> ADDRESSES = List.of("clusterIP", "clusterIPs");

  private Outputs() {}

  /** The state of an object that exists. */
  static Map<String, Object> of(Manifest manifest, Map<String, Object> live) {
    Map<String, Object> outputs = Tree.without(live, "metadata", "managedFields");
    // Write-only inputs such as stringData are not in the live object.
    manifest.inputs().forEach(outputs::putIfAbsent);
    outputs.put("__initialApiVersion", manifest.token().apiVersion());
    outputs.put("__fieldManager", manifest.manager());
    return marked(manifest, outputs);
  }

  /** The state of an object that would be created; what the cluster assigns is unknown. */
  static Map<String, Object> ofPlanned(Manifest manifest, Map<String, Object> planned) {
    Map<String, Object> outputs = Tree.without(planned, "metadata", "managedFields");
    manifest.inputs().forEach(outputs::putIfAbsent);
    for (String field : ASSIGNED) {
      outputs = Tree.with(outputs, Sentinel.UNKNOWN, "metadata", field);
    }
    for (String field : ADDRESSES) {
      if (Tree.find(planned, "spec", field).isPresent()
          && Tree.find(manifest.inputs(), "spec", field).isEmpty()) {
        outputs = Tree.with(outputs, Sentinel.UNKNOWN, "spec", field);
      }
    }
    outputs.put("status", Sentinel.UNKNOWN);
    return marked(manifest, outputs);
  }

  private static Map<String, Object> marked(Manifest manifest, Map<String, Object> outputs) {
    Object marked = Tree.withSecretsOf(manifest.inputs(), outputs);
    Map<String, Object> result = new TreeMap<>(Tree.asMap(marked));
    return manifest.token().isSecret() ? InputCheck.withSecretData(result) : result;
  }
}
