package dev.tenantry.local.providers.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.local.providers.protocol.Change;
import dev.tenantry.local.providers.protocol.Properties;
import dev.tenantry.local.providers.protocol.Secret;
import dev.tenantry.local.providers.protocol.Tree;
import java.util.List;
import java.util.Map;
import pulumirpc.Provider.ReadResponse;

/** What the state holds: refresh, drift, import, secrets. */
final class StateBehaviours {
  private static final String SECRET = "kubernetes:core/v1:Secret";
  private static final String POLICY = "kubernetes:networking.k8s.io/v1:NetworkPolicy";
  private static final String QUOTA = "kubernetes:core/v1:ResourceQuota";
  private static final String BINDING = "kubernetes:rbac.authorization.k8s.io/v1:RoleBinding";

  static final List<Behaviour> ALL =
      List.of(
          new Behaviour("read: without drift the inputs come back", f -> read(f)),
          new Behaviour("read: an object that is gone has no id", f -> readGone(f)),
          new Behaviour("read: a changed field is drift", f -> drift(f)),
          new Behaviour("read: fields of others are no drift", f -> othersFields(f)),
          new Behaviour("read: a subject added to a binding is drift", f -> addedSubject(f)),
          new Behaviour("read: another spelling of a quantity is no drift", f -> quantity(f)),
          new Behaviour("read: empty selectors and lists are kept", f -> emptySelectors(f)),
          new Behaviour("import: inputs are built from the live object", f -> imported(f)),
          new Behaviour("secrets: data of a Secret is secret in the state", f -> secretData(f)),
          new Behaviour("secrets: a marked input stays marked", f -> markedInput(f)));

  private StateBehaviours() {}

  private static List<Change> drift(Fixture f, String type, Map<String, Object> inputs) {
    ReadResponse read = f.bench().read(f.urn(type), f.id("a"), inputs);
    return Change.between(inputs, Properties.fromStruct(read.getInputs()));
  }

  private static Map<String, Object> created(Fixture f, String type, Map<String, Object> inputs) {
    Map<String, Object> checked = f.checked(type, inputs);
    f.create(type, checked);
    return checked;
  }

  private static void read(Fixture f) {
    Map<String, Object> inputs = created(f, Fixture.CONFIG_MAP, f.configMap("a", "1"));
    assertThat(drift(f, Fixture.CONFIG_MAP, inputs)).isEmpty();
  }

  private static void readGone(Fixture f) {
    Map<String, Object> inputs = f.checked(Fixture.CONFIG_MAP, f.configMap("a", "1"));
    assertThat(f.bench().read(f.urn(Fixture.CONFIG_MAP), f.id("a"), inputs).getId()).isEmpty();
  }

  private static void drift(Fixture f) {
    Map<String, Object> inputs = created(f, Fixture.CONFIG_MAP, f.configMap("a", "1"));
    f.editConfigMap("a", "2");
    assertThat(drift(f, Fixture.CONFIG_MAP, inputs))
        .extracting(change -> change.path().toString())
        .containsExactly("data.key");
  }

  private static void othersFields(Fixture f) {
    Map<String, Object> inputs = created(f, Fixture.CONFIG_MAP, f.configMap("a", "1"));
    f.client()
        .configMaps()
        .inNamespace(f.namespace())
        .withName("a")
        .edit(
            map -> {
              map.getMetadata().setLabels(Map.of("theirs", "1"));
              map.getData().put("theirs", "1");
              return map;
            });
    assertThat(drift(f, Fixture.CONFIG_MAP, inputs)).isEmpty();
  }

  private static void addedSubject(Fixture f) {
    Map<String, Object> ref =
        Map.of("apiGroup", "rbac.authorization.k8s.io", "kind", "ClusterRole", "name", "view");
    Map<String, Object> subject =
        Map.of("apiGroup", "rbac.authorization.k8s.io", "kind", "User", "name", "ann");
    Map<String, Object> inputs =
        created(f, BINDING, f.object("a", Map.of("roleRef", ref, "subjects", List.of(subject))));
    assertThat(drift(f, BINDING, inputs)).isEmpty();
    f.client()
        .rbac()
        .roleBindings()
        .inNamespace(f.namespace())
        .withName("a")
        .edit(
            binding ->
                binding
                    .edit()
                    .addNewSubject("rbac.authorization.k8s.io", "User", "eve", "")
                    .build());
    assertThat(drift(f, BINDING, inputs))
        .extracting(change -> change.path().toString())
        .containsExactly("subjects[1]");
  }

  private static void quantity(Fixture f) {
    Map<String, Object> hard = Map.of("requests.cpu", "1000m", "requests.memory", "1024Mi");
    Map<String, Object> inputs =
        created(f, QUOTA, f.object("a", Map.of("spec", Map.of("hard", hard))));
    assertThat(drift(f, QUOTA, inputs)).isEmpty();
  }

  private static void emptySelectors(Fixture f) {
    Map<String, Object> spec =
        Map.of("podSelector", Map.of(), "ingress", List.of(), "policyTypes", List.of("Ingress"));
    Map<String, Object> inputs = created(f, POLICY, f.object("a", Map.of("spec", spec)));
    assertThat(Tree.map(inputs, "spec")).containsEntry("ingress", List.of());
    assertThat(drift(f, POLICY, inputs)).isEmpty();
    assertThat(
            f.client()
                .network()
                .v1()
                .networkPolicies()
                .inNamespace(f.namespace())
                .withName("a")
                .get()
                .getSpec()
                .getPolicyTypes())
        .containsExactly("Ingress");
  }

  private static void imported(Fixture f) {
    created(f, Fixture.CONFIG_MAP, f.configMap("a", "1"));
    ReadResponse read = f.bench().read(f.urn(Fixture.CONFIG_MAP), f.id("a"), Map.of());
    assertThat(Properties.fromStruct(read.getInputs()))
        .isEqualTo(f.checked(Fixture.CONFIG_MAP, f.configMap("a", "1")));
  }

  private static void secretData(Fixture f) {
    Map<String, Object> inputs = f.object("a", Map.of("stringData", Map.of("key", "hush")));
    Map<String, Object> checked = created(f, SECRET, inputs);
    assertThat(checked.get("stringData")).isInstanceOf(Secret.class);
    ReadResponse read = f.bench().read(f.urn(SECRET), f.id("a"), checked);
    Map<String, Object> outputs = Properties.fromStruct(read.getProperties());
    assertThat(outputs.get("data")).isInstanceOf(Secret.class);
    assertThat(outputs.get("stringData")).isInstanceOf(Secret.class);
    assertThat(Change.between(checked, Properties.fromStruct(read.getInputs()))).isEmpty();
  }

  private static void markedInput(Fixture f) {
    Map<String, Object> inputs = f.object("a", Map.of("data", Map.of("key", new Secret("hush"))));
    Map<String, Object> outputs = f.outputs(f.create(Fixture.CONFIG_MAP, inputs));
    assertThat(Tree.map(outputs, "data").get("key")).isEqualTo(new Secret("hush"));
    f.editConfigMap("a", "theirs");
    ReadResponse read = f.bench().read(f.urn(Fixture.CONFIG_MAP), f.id("a"), inputs);
    assertThat(Tree.map(Properties.fromStruct(read.getInputs()), "data").get("key"))
        .isEqualTo(new Secret("theirs"));
  }
}
