package dev.tenantry.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.golden.Golden;
import dev.tenantry.golden.Policies;
import dev.tenantry.golden.StackCase;
import dev.tenantry.render.Manifests;
import dev.tenantry.render.RecordedResource;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every policy says, exactly: one case in full, and of each other case what differs. */
class NetworkPolicyGoldenTest {
  private static final String TENANT = "tenant-acme/";

  @ParameterizedTest
  @ValueSource(strings = {"allow", "egress", "ingress", "default"})
  void aTenantHasExactlyThesePolicies(String start) {
    assertMatches("plain/tenant-" + start, startingWith(TENANT + start, of("plain")));
  }

  @Test
  void everyPolicyOfATenantIsInOneOfTheGoldens() {
    assertThat(startingWith(TENANT, of("plain")).keySet())
        .allMatch(name -> name.matches(TENANT + "(allow|egress|ingress|default)-[a-z-]+"));
  }

  @Test
  void sharedNamespacesHaveExactlyThesePolicies() {
    SortedMap<String, Map<String, Object>> shared = of("plain");
    shared.keySet().removeIf(name -> name.startsWith(TENANT));
    assertMatches("plain/shared", shared);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "datapath-v1",
        "restricted-google-apis",
        "allowed-hosts",
        "allowed-ranges",
        "agents"
      })
  void aSettingChangesExactlyThesePolicies(String name) {
    SortedMap<String, Map<String, Object>> changed = of(name);
    changed.entrySet().removeAll(of("plain").entrySet());
    assertThat(changed).hasSize(1);
    assertMatches(name + "/changed", changed);
  }

  // The address ranges of a cluster guard the configuration; no policy may be made of them.
  @Test
  void anotherTierAndOtherRangesChangeNoPolicy() {
    assertThat(of("other-ranges")).isEqualTo(of("plain"));
  }

  private static void assertMatches(String name, Map<String, Map<String, Object>> specs) {
    Golden.assertMatches("network/" + name + ".yaml", Manifests.toYaml(specs));
  }

  private static SortedMap<String, Map<String, Object>> of(String name) {
    List<RecordedResource> recording =
        StackCase.recordedAt(Golden.ROOT.resolve("network").resolve(name), "case");
    return Policies.specs(recording);
  }

  private static SortedMap<String, Map<String, Object>> startingWith(
      String start, SortedMap<String, Map<String, Object>> specs) {
    SortedMap<String, Map<String, Object>> found = new TreeMap<>(specs);
    found.keySet().removeIf(name -> !name.startsWith(start));
    return found;
  }
}
