package dev.tenantry.stores;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.tenantry.golden.Golden;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;

/** Every kind of store has a two-tenant test, or this fails and with it the build. */
class IsolationRegistryTest {
  /** Kinds whose tests are written elsewhere and not registered yet; must end up empty. */
  private static final Set<StoreKind> OWED = EnumSet.noneOf(StoreKind.class);

  private static final Set<StoreKind> ALL = EnumSet.allOf(StoreKind.class);

  @Test
  void everyKindOfStoreHasItsTwoTenantTest() {
    assertThat(registered().findings(ALL, OWED)).isEmpty();
  }

  @Test
  void whatIsTestedAndWhatIsNotIsReviewed() {
    Golden.assertMatches("stores/registry.txt", registered().describe());
  }

  @Test
  void aKindWithoutATestIsFound() {
    assertThat(of(ValkeyOnlyTest.class).findings(ALL, Set.of()))
        .hasSize(ALL.size() - 1)
        .noneMatch(finding -> finding.startsWith("VALKEY"))
        .contains("NATS has no two-tenant test; annotate one with @TwoTenantTest");
    assertThat(new RegisteredTests(List.of()).findings(ALL, Set.of())).hasSize(ALL.size());
  }

  @Test
  void aKindThatIsNoLongerOwedIsFound() {
    Set<StoreKind> valkey = EnumSet.of(StoreKind.VALKEY);
    assertThat(of(ValkeyOnlyTest.class).findings(valkey, valkey))
        .containsExactly("VALKEY has a two-tenant test and need not be owed any more");
  }

  @Test
  void aRegisteredClassThatTestsNothingIsFound() {
    Set<StoreKind> valkey = EnumSet.of(StoreKind.VALKEY);
    assertThat(of(Nothing.class).findings(valkey, Set.of()))
        .anyMatch(
            finding -> finding.endsWith("is not run: its name ends with none of Test, IT, E2E"))
        .anyMatch(finding -> finding.endsWith("has no test"))
        .anyMatch(finding -> finding.endsWith("does not say what it covers and what it leaves"));
    assertThat(of(SwitchedOffTest.class).findings(valkey, Set.of()))
        .anyMatch(finding -> finding.endsWith("is disabled"));
  }

  private static RegisteredTests registered() {
    String here = IsolationRegistryTest.class.getName();
    return new RegisteredTests(
        read(importer -> importer.importPath(Path.of("target", "test-classes"))).stream()
            .filter(type -> !type.getName().startsWith(here))
            .toList());
  }

  private static RegisteredTests of(Class<?> type) {
    return new RegisteredTests(read(importer -> importer.importClasses(type)));
  }

  /** Without what the classes use: reading all of the Pulumi SDK would take many seconds. */
  private static Collection<JavaClass> read(Function<ClassFileImporter, JavaClasses> classes) {
    List<JavaClass> read = new ArrayList<>();
    ArchConfiguration.withThreadLocalScope(
        configuration -> {
          configuration.setResolveMissingDependenciesFromClassPath(false);
          classes.apply(new ClassFileImporter()).forEach(read::add);
        });
    return read;
  }

  // Samples; abstract, so that JUnit does not run them.

  @TwoTenantTest(value = StoreKind.VALKEY, covers = "a", leaves = "b")
  abstract static class ValkeyOnlyTest {
    @Test
    void tries() {}
  }

  @TwoTenantTest(value = StoreKind.VALKEY, covers = "", leaves = "b")
  abstract static class Nothing {
    @Test
    @Disabled("a sample of a test that does not run")
    void tries() {}
  }

  @Disabled("a sample of a test that does not run")
  @TwoTenantTest(value = StoreKind.VALKEY, covers = "a", leaves = "b")
  abstract static class SwitchedOffTest {
    @Test
    void tries() {}
  }
}
