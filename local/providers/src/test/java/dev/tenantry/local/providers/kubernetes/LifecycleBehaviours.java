package dev.tenantry.local.providers.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.local.providers.Bench;
import dev.tenantry.local.providers.protocol.EngineLog;
import dev.tenantry.local.providers.protocol.Properties;
import dev.tenantry.local.providers.protocol.Tree;
import java.util.List;
import java.util.Map;
import pulumirpc.Provider.CreateResponse;
import pulumirpc.Provider.DiffResponse;
import pulumirpc.Provider.DiffResponse.DiffChanges;
import pulumirpc.Provider.PropertyDiff;

/** Create, update, replace, delete. */
final class LifecycleBehaviours {
  static final List<Behaviour> ALL =
      List.of(
          new Behaviour("create: the object exists and outputs are the live one", f -> create(f)),
          new Behaviour("create: an existing object is refused", f -> createExisting(f)),
          new Behaviour("create: an existing object is adopted on request", f -> upsert(f)),
          new Behaviour("create: a missing name is derived from the seed", f -> autoname(f)),
          new Behaviour("update: changed and removed fields", f -> update(f)),
          new Behaviour("diff: equal inputs are no change", f -> same(f)),
          new Behaviour("diff: an immutable field replaces, old one first", f -> immutable(f)),
          new Behaviour("diff: another name replaces, new one first", f -> renamed(f)),
          new Behaviour("delete: waits until the namespace is gone", f -> delete(f)),
          new Behaviour("delete: a missing object is done", f -> deleteMissing(f)),
          new Behaviour("delete: names the finalizer that holds it", f -> deleteHeld(f)),
          new Behaviour("custom resource: right after its definition", f -> customResource(f)));

  private LifecycleBehaviours() {}

  private static void create(Fixture f) {
    CreateResponse created = f.create(Fixture.CONFIG_MAP, f.configMap("a", "1"));
    assertThat(created.getId()).isEqualTo(f.id("a"));
    Map<String, Object> outputs = f.outputs(created);
    assertThat(Tree.text(outputs, "metadata", "uid")).isNotEmpty();
    assertThat(Tree.find(outputs, "metadata", "managedFields")).isEmpty();
    assertThat(f.client().configMaps().inNamespace(f.namespace()).withName("a").get().getData())
        .containsEntry("key", "1");
  }

  private static void createExisting(Fixture f) {
    f.create(Fixture.CONFIG_MAP, f.configMap("a", "1"));
    assertThat(Fixture.refused(() -> f.create(Fixture.CONFIG_MAP, f.configMap("a", "2"))))
        .hasMessageContaining("ConfigMap " + f.id("a") + " already exists")
        .hasMessageContaining("pulumi import");
  }

  private static void upsert(Fixture f) {
    f.create(Fixture.CONFIG_MAP, f.configMap("a", "1"));
    Map<String, Object> config =
        Map.of("kubeconfig", f.kubeconfig(), "upsertExistingObjects", "true");
    try (Bench bench = new Bench(new KubernetesProvider(new EngineLog(""), Map.of()))) {
      bench.configured(config).create(f.urn(Fixture.CONFIG_MAP), f.configMap("a", "2"));
    }
    assertThat(f.client().configMaps().inNamespace(f.namespace()).withName("a").get().getData())
        .containsEntry("key", "2");
  }

  private static void autoname(Fixture f) {
    Map<String, Object> inputs = Map.of("metadata", Map.of("namespace", f.namespace()));
    Map<String, Object> first = f.checked(Fixture.CONFIG_MAP, inputs);
    assertThat(Tree.text(first, "metadata", "name")).matches("x-[0-9a-f]{8}");
    assertThat(f.checked(Fixture.CONFIG_MAP, inputs)).isEqualTo(first);
    assertThat(Tree.text(first, "metadata", "annotations", InputCheck.AUTONAMED)).isEqualTo("true");
  }

  private static void update(Fixture f) {
    Map<String, Object> before = f.object("a", Map.of("data", Map.of("gone", "1", "key", "1")));
    f.create(Fixture.CONFIG_MAP, before);
    f.bench().update(f.urn(Fixture.CONFIG_MAP), f.id("a"), f.configMap("a", "2"), false);
    assertThat(f.client().configMaps().inNamespace(f.namespace()).withName("a").get().getData())
        .containsExactly(Map.entry("key", "2"));
  }

  private static void same(Fixture f) {
    Map<String, Object> inputs = f.checked(Fixture.CONFIG_MAP, f.configMap("a", "1"));
    DiffResponse diff = f.bench().diff(f.urn(Fixture.CONFIG_MAP), f.id("a"), inputs, inputs);
    assertThat(diff.getChanges()).isEqualTo(DiffChanges.DIFF_NONE);
  }

  private static void immutable(Fixture f) {
    String type = "kubernetes:rbac.authorization.k8s.io/v1:RoleBinding";
    Map<String, Object> before = f.checked(type, roleBinding(f, "one"));
    f.create(type, before);
    Map<String, Object> after = roleBinding(f, "two");
    assertThat(f.bench().check(f.urn(type), before, after).getFailuresList()).isEmpty();
    DiffResponse diff = f.bench().diff(f.urn(type), f.id("a"), before, f.checked(type, after));
    assertThat(diff.getReplacesList()).containsExactly("roleRef.name");
    assertThat(diff.getDetailedDiffMap().get("roleRef.name").getKind())
        .isEqualTo(PropertyDiff.Kind.UPDATE_REPLACE);
    assertThat(diff.getDeleteBeforeReplace()).isTrue();
  }

  private static Map<String, Object> roleBinding(Fixture f, String role) {
    Map<String, Object> ref =
        Map.of("apiGroup", "rbac.authorization.k8s.io", "kind", "ClusterRole", "name", role);
    return f.object("a", Map.of("roleRef", ref));
  }

  private static void renamed(Fixture f) {
    DiffResponse diff =
        f.bench()
            .diff(
                f.urn(Fixture.CONFIG_MAP),
                f.id("a"),
                f.checked(Fixture.CONFIG_MAP, f.configMap("a", "1")),
                f.checked(Fixture.CONFIG_MAP, f.configMap("b", "1")));
    assertThat(diff.getReplacesList()).containsExactly("metadata.name");
    assertThat(diff.getDeleteBeforeReplace()).isFalse();
  }

  private static void delete(Fixture f) {
    String name = f.namespace() + "-gone";
    f.create(Fixture.NAMESPACE, Fixture.named(name));
    f.bench().delete(f.urn(Fixture.NAMESPACE), name, Fixture.named(name), 60);
    assertThat(f.client().namespaces().withName(name).get()).isNull();
  }

  private static void deleteMissing(Fixture f) {
    f.bench().delete(f.urn(Fixture.CONFIG_MAP), f.id("never"), Map.of(), 5);
  }

  private static void deleteHeld(Fixture f) {
    Map<String, Object> inputs =
        Tree.with(f.configMap("a", "1"), List.of("example.org/hold"), "metadata", "finalizers");
    f.create(Fixture.CONFIG_MAP, inputs);
    String urn = f.urn(Fixture.CONFIG_MAP);
    assertThat(Fixture.refused(() -> f.bench().delete(urn, f.id("a"), inputs, 1)))
        .hasMessageContaining("still there after 1 s")
        .hasMessageContaining("example.org/hold");
    f.client()
        .configMaps()
        .inNamespace(f.namespace())
        .withName("a")
        .edit(
            map -> {
              map.getMetadata().setFinalizers(List.of());
              return map;
            });
  }

  private static void customResource(Fixture f) {
    String definition = "kubernetes:apiextensions.k8s.io/v1:CustomResourceDefinition";
    String group = f.namespace() + ".example.org";
    Map<String, Object> schema =
        Map.of("type", "object", "x-kubernetes-preserve-unknown-fields", true);
    Map<String, Object> version =
        Map.of(
            "name",
            "v1",
            "served",
            true,
            "storage",
            true,
            "schema",
            Map.of("openAPIV3Schema", schema));
    Map<String, Object> spec =
        Map.of(
            "group",
            group,
            "scope",
            "Namespaced",
            "names",
            Map.of("kind", "Widget", "plural", "widgets", "singular", "widget"),
            "versions",
            List.of(version));
    Map<String, Object> inputs =
        Map.of("metadata", Map.of("name", "widgets." + group), "spec", spec);
    String type = "kubernetes:" + group + "/v1:Widget";
    Map<String, Object> widget = f.object("a", Map.of("spec", Map.of("size", 3)));
    // In a preview the definition is not there yet: nothing can be judged.
    assertThat(f.bench().create(f.urn(type), widget, true).getId()).isEmpty();
    f.create(definition, inputs);
    CreateResponse created = f.create(type, widget);
    assertThat(Tree.number(Properties.fromStruct(created.getProperties()), 0, "spec", "size"))
        .isEqualTo(3);
    f.bench().delete(f.urn(type), f.id("a"), widget, 30);
    f.bench().delete(f.urn(definition), "widgets." + group, inputs, 30);
    assertThat(f.bench().read(f.urn(type), f.id("a"), widget).getId()).isEmpty();
  }
}
