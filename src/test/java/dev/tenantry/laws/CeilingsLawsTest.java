package dev.tenantry.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.config.CeilingKind;
import dev.tenantry.config.Ceilings;
import dev.tenantry.config.StackConfig;
import dev.tenantry.config.loading.ConfigLoader;
import dev.tenantry.golden.Golden;
import dev.tenantry.golden.StackCase;
import dev.tenantry.render.RecordedResource;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is counted from files is what the program registers. */
class CeilingsLawsTest {
  private static final String ACCOUNT = "gcp:serviceaccount/account:Account";

  @ParameterizedTest
  @ValueSource(strings = {"local", "dev", "prod"})
  void countsAreThoseOfTheRegisteredResources(String stack) {
    List<RecordedResource> recording = StackCase.shipped(stack);
    StackConfig config = ConfigLoader.load(Path.of(""), stack);
    assertThat(used(config, CeilingKind.SERVICE_ACCOUNTS)).isEqualTo(count(recording, ACCOUNT));
    assertThat(used(config, CeilingKind.PROJECT_PRINCIPALS))
        .isEqualTo(count(recording, "gcp:projects/iAMMember:IAMMember"));
    assertThat(used(config, CeilingKind.SECRET_PRINCIPALS)).isEqualTo(widestSecret(recording));
    assertThat(used(config, CeilingKind.NAMESPACES))
        .isGreaterThanOrEqualTo(count(recording, "kubernetes:core/v1:Namespace"));
    assertThat(used(config, CeilingKind.DATABASES)).isEqualTo(1 + databasesOfOneTenant(recording));
  }

  @Test
  void accountsOfTenantsAreCountedToo() {
    Path root = Golden.ROOT.resolve("secrets/google-service-account");
    long registered = count(StackCase.recordedAt(root, "case"), ACCOUNT);
    assertThat(registered).isPositive();
    assertThat(used(ConfigLoader.load(root, "case"), CeilingKind.SERVICE_ACCOUNTS))
        .isEqualTo(registered);
  }

  private static long widestSecret(List<RecordedResource> recording) {
    Function<RecordedResource, Object> secret = one -> one.inputs().get("secretId");
    return recording.stream()
        .filter(one -> one.type().equals("gcp:secretmanager/secretIamMember:SecretIamMember"))
        .collect(Collectors.groupingBy(secret, Collectors.counting()))
        .values()
        .stream()
        .mapToLong(Long::longValue)
        .max()
        .orElse(0);
  }

  private static long databasesOfOneTenant(List<RecordedResource> recording) {
    return DataLaws.databases(recording).stream()
        .filter(one -> one.inputs().get("spec").toString().contains("mode=DatabasePerTenant"))
        .count();
  }

  private static long used(StackConfig config, CeilingKind kind) {
    return new Ceilings(config.platform(), config.tenants())
        .all().stream().filter(one -> one.kind() == kind).findFirst().orElseThrow().used();
  }

  private static long count(List<RecordedResource> recording, String type) {
    return recording.stream().filter(one -> one.type().equals(type)).count();
  }
}
