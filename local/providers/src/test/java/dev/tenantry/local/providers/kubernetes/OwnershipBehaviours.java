package dev.tenantry.local.providers.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.local.providers.protocol.Properties;
import dev.tenantry.local.providers.protocol.Tree;
import java.util.List;
import java.util.Map;

/** Several owners of one object: conflicts, force, patches. */
final class OwnershipBehaviours {
  private static final String ACCOUNT_PATCH = "kubernetes:core/v1:ServiceAccountPatch";

  static final List<Behaviour> ALL =
      List.of(
          new Behaviour("conflict: names the other manager and the field", f -> conflict(f)),
          new Behaviour("conflict: is shown in a preview already", f -> conflictInPreview(f)),
          new Behaviour("patchForce: takes the field over", f -> force(f)),
          new Behaviour("patch: sets and gives back fields of `default`", f -> patch(f)),
          new Behaviour("patch: two patches of one object keep apart", f -> twoPatches(f)));

  private OwnershipBehaviours() {}

  private static void conflict(Fixture f) {
    f.create(Fixture.CONFIG_MAP, f.configMap("a", "1"));
    f.editConfigMap("a", "theirs");
    assertThat(Fixture.refused(() -> update(f, f.configMap("a", "ours"), false)))
        .hasMessageContaining(".data.key: conflict with \"fabric8-kubernetes-client\"")
        .hasMessageContaining("pulumi.com/patchForce");
  }

  private static void conflictInPreview(Fixture f) {
    f.create(Fixture.CONFIG_MAP, f.configMap("a", "1"));
    f.editConfigMap("a", "theirs");
    assertThat(Fixture.refused(() -> update(f, f.configMap("a", "ours"), true)))
        .hasMessageContaining(".data.key: conflict with \"fabric8-kubernetes-client\"");
  }

  private static void force(Fixture f) {
    f.create(Fixture.CONFIG_MAP, f.configMap("a", "1"));
    f.editConfigMap("a", "theirs");
    update(f, Fixture.annotated(f.configMap("a", "ours"), "pulumi.com/patchForce", "true"), false);
    assertThat(f.client().configMaps().inNamespace(f.namespace()).withName("a").get().getData())
        .containsEntry("key", "ours");
  }

  private static void update(Fixture f, Map<String, Object> inputs, boolean preview) {
    assertThat(
            f.bench().update(f.urn(Fixture.CONFIG_MAP), f.id("a"), inputs, preview).hasProperties())
        .isTrue();
  }

  private static void patch(Fixture f) {
    Map<String, Object> inputs = f.object("default", Map.of("automountServiceAccountToken", false));
    Map<String, Object> state = f.outputs(f.create(ACCOUNT_PATCH, inputs));
    assertThat(automount(f)).isFalse();
    Map<String, Object> checked = f.checked(ACCOUNT_PATCH, inputs);
    assertThat(
            Properties.fromStruct(
                f.bench().read(f.urn(ACCOUNT_PATCH), f.id("default"), checked).getInputs()))
        .isEqualTo(checked);
    f.bench().delete(f.urn(ACCOUNT_PATCH), f.id("default"), state, 10);
    assertThat(automount(f)).isNull();
  }

  private static Boolean automount(Fixture f) {
    return f.client()
        .serviceAccounts()
        .inNamespace(f.namespace())
        .withName("default")
        .get()
        .getAutomountServiceAccountToken();
  }

  private static void twoPatches(Fixture f) {
    f.create(Fixture.CONFIG_MAP, f.configMap("a", "1"));
    Map<String, Object> mine =
        Fixture.annotated(
            f.object("a", Map.of("data", Map.of("mine", "1"))),
            "pulumi.com/patchFieldManager",
            "mine");
    Map<String, Object> state = f.outputs(f.create(Fixture.CONFIG_MAP_PATCH, mine));
    f.create(Fixture.CONFIG_MAP_PATCH, f.object("a", Map.of("data", Map.of("other", "1"))));
    f.bench().delete(f.urn(Fixture.CONFIG_MAP_PATCH), f.id("a"), state, 10);
    assertThat(Tree.text(state, "__fieldManager")).isEqualTo("mine");
    assertThat(f.client().configMaps().inNamespace(f.namespace()).withName("a").get().getData())
        .containsOnlyKeys("key", "other");
  }
}
