package dev.tenantry.stores;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The isolation registry: which test class stands for which kind of store. */
final class RegisteredTests {
  private static final String JUNIT = "org.junit.jupiter.";

  /** Names that surefire or failsafe run; another one would be a test that nobody runs. */
  private static final String RUN = ".*(Test|IT|E2E)";

  private final List<JavaClass> classes;

  RegisteredTests(Collection<JavaClass> classes) {
    this.classes =
        classes.stream()
            .filter(c -> c.isAnnotatedWith(TwoTenantTest.class))
            .sorted((a, b) -> a.getName().compareTo(b.getName()))
            .toList();
  }

  /** What is wrong: kinds without a test, and registered classes that test nothing. */
  List<String> findings(Set<StoreKind> kinds, Set<StoreKind> owed) {
    List<String> findings = new ArrayList<>();
    for (StoreKind kind : kinds) {
      boolean has = classes.stream().anyMatch(c -> kinds(c).contains(kind));
      if (!has && !owed.contains(kind)) {
        findings.add(kind + " has no two-tenant test; annotate one with @TwoTenantTest");
      }
      if (has && owed.contains(kind)) {
        findings.add(kind + " has a two-tenant test and need not be owed any more");
      }
    }
    classes.forEach(c -> check(c, findings));
    return findings;
  }

  private static void check(JavaClass type, List<String> findings) {
    TwoTenantTest entry = type.getAnnotationOfType(TwoTenantTest.class);
    if (!type.getSimpleName().matches(RUN)) {
      findings.add(type.getName() + " is not run: its name ends with none of Test, IT, E2E");
    }
    if (type.getMethods().stream().noneMatch(RegisteredTests::isTest)) {
      findings.add(type.getName() + " has no test");
    }
    if (type.isAnnotatedWith(JUNIT + "api.Disabled")) {
      findings.add(type.getName() + " is disabled");
    }
    if (entry.covers().isBlank() || entry.leaves().isBlank()) {
      findings.add(type.getName() + " does not say what it covers and what it leaves");
    }
  }

  private static boolean isTest(JavaMethod method) {
    return method.getAnnotations().stream()
            .map(a -> a.getRawType().getName())
            .anyMatch(
                Set.of(
                        JUNIT + "api.Test",
                        JUNIT + "api.TestFactory",
                        JUNIT + "params.ParameterizedTest")
                    ::contains)
        && !method.isAnnotatedWith(JUNIT + "api.Disabled");
  }

  private static Set<StoreKind> kinds(JavaClass type) {
    return new TreeSet<>(Arrays.asList(type.getAnnotationOfType(TwoTenantTest.class).value()));
  }

  /** For people: each kind with its wall and its tests. */
  String describe() {
    StringBuilder text = new StringBuilder();
    for (StoreKind kind : StoreKind.values()) {
      text.append(kind).append("\n  wall: ").append(kind.wall()).append('\n');
      for (JavaClass type : classes) {
        if (kinds(type).contains(kind)) {
          TwoTenantTest entry = type.getAnnotationOfType(TwoTenantTest.class);
          text.append("  test: ").append(type.getName()).append('\n');
          text.append("  covers: ").append(entry.covers()).append('\n');
          text.append("  leaves: ").append(entry.leaves()).append('\n');
        }
      }
    }
    return text.toString();
  }
}
