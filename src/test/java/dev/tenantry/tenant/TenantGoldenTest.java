package dev.tenantry.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.golden.Golden;
import dev.tenantry.golden.StackCase;
import dev.tenantry.naming.TypeTokens;
import dev.tenantry.render.RecordedResource;
import dev.tenantry.render.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One folder a behaviour: the smallest tenant file, and the exact resources that it becomes. */
class TenantGoldenTest {
  private static final Path CASES = Golden.ROOT.resolve("tenant");

  private static final String RBAC = "kubernetes:rbac.authorization.k8s.io/v1:";

  static Stream<String> cases() throws IOException {
    try (Stream<Path> folders = Files.list(CASES)) {
      List<String> names = folders.map(path -> path.getFileName().toString()).sorted().toList();
      assertThat(names).isNotEmpty();
      return names.stream();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aTenantFileBecomesExactlyTheseResources(String name) {
    Golden.assertMatches(
        "tenant/" + name + "/resources.yaml",
        Report.of(recorded(name).stream().filter(resource -> !isElsewhere(resource)).toList()));
  }

  // The Roles are the same in every tenant (a law says so): one case shows them, on its own page.
  @Test
  void groupsBecomeExactlyTheseRolesAndRoleBindings() {
    for (String kind : List.of("Role", "RoleBinding")) {
      Golden.assertMatches(
          "tenant/groups/" + kind.toLowerCase(Locale.ROOT) + "s.yaml",
          Report.of(
              recorded("groups").stream().filter(one -> one.type().equals(RBAC + kind)).toList()));
    }
  }

  // URNs hold parent types, not names: a fixed child name would collide in the second tenant.
  @Test
  void twoTenantsOfOneStackShareNoResource() {
    List<RecordedResource> recording = StackCase.shipped("local");
    assertThat(recording.stream().map(resource -> resource.type() + resource.name()))
        .doesNotHaveDuplicates();
    assertThat(recording.stream().filter(TenantGoldenTest::isTenant)).hasSizeGreaterThan(1);
  }

  private static List<RecordedResource> recorded(String name) {
    return StackCase.recordedAt(CASES.resolve(name), "case");
  }

  /**
   * Roles, network policies, the rules of the cluster, shared Namespaces have their own goldens.
   */
  private static boolean isElsewhere(RecordedResource resource) {
    return resource.type().startsWith(RBAC)
        || resource.type().endsWith("NetworkPolicy")
        || Stream.of(
                TypeTokens.ADMISSION_POLICIES,
                TypeTokens.SHARED_NAMESPACE,
                TypeTokens.DATA_PLANE,
                TypeTokens.INFERENCE,
                TypeTokens.TENANT_DATA)
            .anyMatch((resource.type() + " " + resource.parent())::contains);
  }

  private static boolean isTenant(RecordedResource resource) {
    return resource.type().equals("tenantry:tenant:Tenant");
  }
}
