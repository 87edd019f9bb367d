package dev.tenantry.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValueTypesTest {
  @ParameterizedTest
  @ValueSource(strings = {"a", "acme", "acme-2", "acme-tool", "a23456789012345678901234567890"})
  void aTenantMayBeCalled(String name) {
    assertThat(TenantName.parse(name)).hasToString(name);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | tenant name is empty",
        "a234567890123456789012345678901 | has 31 characters; the most is 30",
        "Acme | has an upper-case letter; use lower case",
        "-acme | must start with a letter",
        "1acme | must start with a letter",
        "acme- | must not end with a dash",
        "ac_me | has the character \"_\"; use a-z, 0-9 and -",
        "ac me | has the character \" \"; use a-z, 0-9 and -",
        "аcme | has the character U+0430; use a-z, 0-9 and -",
        "acmé | has the character U+00E9; use a-z, 0-9 and -",
        "kube-system | has the reserved prefix kube-",
        "gke-x | has the reserved prefix gke-",
        "tenant-x | has the reserved prefix tenant-",
        "shared-x | has the reserved prefix shared-",
        "default | is reserved",
        "system | is reserved",
        "platform | is reserved",
      })
  void aTenantMayNotBeCalled(String name, String sentence) {
    assertThatThrownBy(() -> TenantName.parse(name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith(sentence);
  }

  @ParameterizedTest
  @ValueSource(strings = {"default", "x-tool", "x-tool-y", "Support", "a23456789012345678901"})
  void anAgentMayNotBeCalled(String name) {
    assertThatThrownBy(() -> AgentName.parse(name)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"agent", "agent-x", "x-agent", "x-agent-y"})
  void neitherAgentNorToolMayHaveTheWordAgent(String name) {
    assertThatThrownBy(() -> AgentName.parse(name)).hasMessageContaining("leave it out");
    assertThatThrownBy(() -> ToolName.parse(name)).hasMessageContaining("leave it out");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a@b.co", "acme-viewers@example.com", "acme.ci+prod_1@groups.acme.example"})
  void aGroupMayBeCalled(String name) {
    assertThat(GroupName.parse(name)).hasToString(name);
    assertThat(name).matches(GroupName.PATTERN);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | group is empty",
        "system:masters | name a group of people",
        "system:authenticated | name a group of people",
        "gke-security-groups@example.com | name the tenant's own",
        "ci@p.iam.gserviceaccount.com | make it a member of a group and name that",
        "Acme@example.com | has an upper-case letter; use lower case",
        "acme | is not a group's e-mail address such as acme-viewers@example.com",
        "@example.com | is not a group's e-mail address such as acme-viewers@example.com",
        "acme@localhost | is not a group's e-mail address such as acme-viewers@example.com",
        "a@b@example.com | is not a group's e-mail address such as acme-viewers@example.com",
        "*@example.com | is not a group's e-mail address such as acme-viewers@example.com",
        "аcme@example.com | is not a group's e-mail address such as acme-viewers@example.com",
      })
  void aGroupMayNotBeCalled(String name, String sentence) {
    assertThatThrownBy(() -> GroupName.parse(name)).hasMessageEndingWith(sentence);
    assertThat(name).doesNotMatch(GroupName.PATTERN);
  }

  @Test
  void aGroupsAddressHasABound() {
    String longest = "a@" + "b.".repeat(125) + "co";
    assertThat(GroupName.parse(longest).value()).hasSize(GroupName.MAX_LENGTH);
    assertThatThrownBy(() -> GroupName.parse("a" + longest)).hasMessageContaining("the most is");
  }

  // Two pairs with one ServiceAccount would share their rights; two URNs alike stop the engine.
  @Test
  void derivedNamesOfDifferentTenantsAgentsAndToolsDiffer() {
    List<String> tenants = List.of("a", "a-agent", "a-agent-b", "a-agent-b-tool", "agent", "a-b");
    List<String> names =
        List.of("a", "b", "tool", "tool-a", "a-tools", "a-b", "tool-tool", "a-tool", "a-tool-b");
    Map<String, String> seen = new HashMap<>();
    for (String tenant : tenants) {
      for (String agent : names.stream().filter(ValueTypesTest::isAgent).toList()) {
        String account = TenantName.parse(tenant) + "-agent-" + agent;
        assertThat(seen.put(account, tenant + "/" + agent)).as(account).isNull();
        for (String tool : names) {
          String derived = account + "-tool-" + ToolName.parse(tool);
          assertThat(seen.put(derived, tenant + "/" + agent + "/" + tool)).as(derived).isNull();
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0/0",
        "10.96.0",
        "10.96.0.10.1",
        "10.96.0.256",
        "010.96.0.10",
        "::1",
        "10.96.0.10 ",
        "10.96.0.",
        "10..0.1",
        "a.b.c.d",
        ""
      })
  void anAddressIsNotWritten(String text) {
    assertThatThrownBy(() -> Ipv4Address.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "10.96.0.10, true",
    "172.20.0.10, true",
    "0.0.0.0, false",
    "127.0.0.1, false",
    "169.254.169.254, false",
    "224.0.0.1, false",
    "255.255.255.255, false"
  })
  void anAddressMayBeAHost(String text, boolean host) {
    assertThat(Ipv4Address.parse(text).hostProblem().isEmpty()).isEqualTo(host);
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.255.255.255/32, true",
    "10.0.0.0/8, 11.0.0.0/32, false",
    "10.4.0.0/14, 10.7.255.0/24, true",
    "10.4.0.0/14, 10.8.0.0/14, false",
    "203.0.113.7/24, 203.0.113.200/32, true",
    "0.0.0.0/0, 255.255.255.255/32, true",
    "128.0.0.0/1, 127.255.255.255/32, false"
  })
  void rangesShareAddresses(String one, String other, boolean shared) {
    assertThat(Ipv4Range.parse(one).intersects(Ipv4Range.parse(other))).isEqualTo(shared);
    assertThat(Ipv4Range.parse(other).intersects(Ipv4Range.parse(one))).isEqualTo(shared);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1.2.3.4", "1.2.3/24", "1.2.3.4/33", "1.2.3.4/08", "1.2.3.4.5/8", "1.2.3.4/", ""})
  void aRangeIsNotWritten(String text) {
    assertThatThrownBy(() -> Ipv4Range.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"api.example.com", "*.example.com", "a.b.c.d.example", "x1.xn--p1ai"})
  void aHostMayBeCalled(String name) {
    assertThat(HostName.parse(name)).hasToString(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "*",
        "*.*",
        "*.com",
        "**.a.com",
        "a_b.com",
        "-a.com",
        "1.2.3.4",
        "а.com",
        "a."
      })
  void aHostMayNotBeCalled(String name) {
    assertThatThrownBy(() -> HostName.parse(name)).isInstanceOf(IllegalArgumentException.class);
    assertThat(name).doesNotMatch(HostName.PATTERN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "CC-1", "-a", "a-", "a b", "é", "a/b"})
  void aLabelValueIsNotWritten(String text) {
    assertThatThrownBy(() -> LabelValue.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.35", "v1.30.1", "v1.29", "v2.0", "latest", "v1.3"})
  void aKubernetesVersionIsNotWritten(String text) {
    assertThatThrownBy(() -> KubernetesVersion.parse(text))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kind-local",
        "gke_project_europe-west1_name",
        "kubernetes-admin@kubernetes",
        "arn:aws:eks:eu-west-1:1:cluster/x"
      })
  void aContextMayBeCalled(String text) {
    assertThatCode(() -> ContextName.parse(text)).doesNotThrowAnyException();
  }

  private static boolean isAgent(String name) {
    try {
      AgentName.parse(name);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
