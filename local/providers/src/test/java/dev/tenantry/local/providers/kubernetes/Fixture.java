package dev.tenantry.local.providers.kubernetes;

import dev.tenantry.local.providers.Bench;
import dev.tenantry.local.providers.protocol.Digest;
import dev.tenantry.local.providers.protocol.EngineLog;
import dev.tenantry.local.providers.protocol.Properties;
import dev.tenantry.local.providers.protocol.Tree;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.grpc.StatusRuntimeException;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.api.Assertions;
import pulumirpc.Provider.CreateResponse;

/** One behaviour's own namespace, provider and objects. */
record Fixture(Bench bench, KubernetesClient client, String kubeconfig, String namespace) {
  static final String NAMESPACE = "kubernetes:core/v1:Namespace";
  static final String CONFIG_MAP = "kubernetes:core/v1:ConfigMap";
  static final String CONFIG_MAP_PATCH = "kubernetes:core/v1:ConfigMapPatch";

  static Fixture open(KubernetesClient client, String kubeconfig, String behaviour) {
    String namespace = "it-" + Digest.hex(behaviour + ProcessHandle.current().pid(), 10);
    Fixture fixture = new Fixture(bench(kubeconfig), client, kubeconfig, namespace);
    fixture.create(NAMESPACE, named(namespace));
    return fixture;
  }

  static Bench bench(String kubeconfig) {
    return new Bench(new KubernetesProvider(new EngineLog(""), Map.of()))
        .configured(Map.of("kubeconfig", kubeconfig));
  }

  void close() {
    // Without waiting: the controller takes five seconds for each.
    client.namespaces().withName(namespace).delete();
    bench.close();
  }

  /** Metadata of a cluster-scoped object. */
  static Map<String, Object> named(String name) {
    return Map.of("metadata", Map.of("name", name));
  }

  /** An object of this namespace with further fields. */
  Map<String, Object> object(String name, Map<String, Object> fields) {
    Map<String, Object> inputs = new TreeMap<>(fields);
    inputs.put("metadata", Map.of("name", name, "namespace", namespace));
    return inputs;
  }

  Map<String, Object> configMap(String name, String value) {
    return object(name, Map.of("data", Map.of("key", value)));
  }

  /** A change by somebody else, as `kubectl edit` would make it. */
  void editConfigMap(String name, String value) {
    client
        .configMaps()
        .inNamespace(namespace)
        .withName(name)
        .edit(
            map -> {
              map.getData().put("key", value);
              return map;
            });
  }

  String urn(String type) {
    return Bench.urn(type, "x");
  }

  CreateResponse create(String type, Map<String, Object> inputs) {
    return bench.create(urn(type), inputs);
  }

  Map<String, Object> outputs(CreateResponse created) {
    return Properties.fromStruct(created.getProperties());
  }

  String id(String name) {
    return namespace + "/" + name;
  }

  Map<String, Object> checked(String type, Map<String, Object> inputs) {
    return bench.checked(urn(type), inputs);
  }

  /** Inputs with an annotation. */
  static Map<String, Object> annotated(Map<String, Object> inputs, String key, String value) {
    return Tree.with(inputs, value, "metadata", "annotations", key);
  }

  static StatusRuntimeException refused(Runnable call) {
    return Assertions.catchThrowableOfType(StatusRuntimeException.class, call::run);
  }
}
