package dev.tenantry.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.golden.Golden;
import dev.tenantry.golden.StackCase;
import dev.tenantry.naming.TypeTokens;
import dev.tenantry.render.RecordedResource;
import dev.tenantry.render.Report;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The exact resources of an instance that may be removed, and of one that may not. */
class DatabaseGoldenTest {
  @ParameterizedTest
  @ValueSource(strings = {"dev", "prod"})
  void aServerBecomesExactlyTheseResources(String stack) {
    Golden.assertMatches("database/" + stack + ".yaml", Report.of(server(stack)));
  }

  @Test
  void aStackWithoutAServerDeclaresNone() {
    assertThat(server("local")).isEmpty();
    assertThat(
            StackCase.recordedAt(Golden.ROOT.resolve("data/cluster-shared-rls"), "case").stream()
                .filter(one -> one.type().startsWith("gcp:sql/")))
        .isEmpty();
  }

  private static List<RecordedResource> server(String stack) {
    return StackCase.shipped(stack).stream()
        .filter(
            one ->
                one.type().equals(TypeTokens.DATABASE_SERVER)
                    || one.parent().startsWith(TypeTokens.DATABASE_SERVER + "::"))
        .toList();
  }
}
