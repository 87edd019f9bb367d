package dev.tenantry.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** From a tenant's file to its rows: the real engine, API server, provisioner and PostgreSQL. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ProvisionerE2E {
  private static final String SHARED = "tenantry";
  private static final String STANDARD = "tier: standard\ncostCentre: cc-1\n";
  private static final String OWN_DATABASE =
      STANDARD + "data: { mode: database, deletionPolicy: delete }\n";
  private static final Environment ENVIRONMENT = Environment.shared();
  private static final TenantLogin ONE = new TenantLogin(ENVIRONMENT, "rows-one");
  private static final TenantLogin TWO = new TenantLogin(ENVIRONMENT, "rows-two");

  @TempDir private static Path folder;
  private static Project project;

  @BeforeAll
  static void declareTwoTenants() {
    project =
        Project.in(folder, ENVIRONMENT)
            .tenant("rows-one", STANDARD)
            .tenant("rows-two", OWN_DATABASE);
  }

  @AfterAll
  static void destroy() {
    project.pulumi("destroy", "--yes", "--skip-preview", "--stack", "local").succeeded();
  }

  @Test
  @Order(1)
  void anUpGivesEachTenantALoginThatSeesItselfOnly() throws SQLException {
    project.up().succeeded();

    assertThat(ONE.ask(SHARED, "SELECT string_agg(slug, ',') FROM tenants")).isEqualTo("rows-one");
    assertThat(TWO.ask(TWO.name(), "SELECT string_agg(slug, ',') FROM tenants"))
        .isEqualTo("rows-two");
    assertThatThrownBy(() -> TWO.open(SHARED)).hasMessageContaining("permission denied");
    assertThatThrownBy(() -> ONE.open(TWO.name())).hasMessageContaining("permission denied");
  }

  @Test
  @Order(2)
  void noPasswordIsInTheState() {
    assertThat(project.exported().toString())
        .contains("rows-one")
        .doesNotContain(ONE.password())
        .doesNotContain(TWO.password());
  }

  @Test
  @Order(3)
  void aSecondUpKeepsThePassword() {
    String before = ONE.password();
    project.up().succeeded();
    assertThat(project.previewedChanges()).isEmpty();
    assertThat(ONE.password()).isEqualTo(before);
  }

  @Test
  @Order(4)
  void aChangedModeMovesTheRows() throws SQLException {
    String id = ONE.ask(SHARED, "INSERT INTO agents (name) VALUES ('keeper') RETURNING id");
    project.tenant("rows-one", STANDARD + "data: { mode: database }\n");

    assertThat(project.previewedChanges()).isEqualTo(Map.of("rows-one-database", "update"));
    project.up().succeeded();

    assertThat(ONE.ask(ONE.name(), "SELECT id FROM agents WHERE name = 'keeper'")).isEqualTo(id);
    assertThatThrownBy(() -> ONE.open(SHARED)).hasMessageContaining("permission denied");
  }

  @Test
  @Order(5)
  void aProvisionerThatWasKilledGoesOn() throws Exception {
    long pid = provisionerPid();
    assertThat(ProcessHandle.of(pid).orElseThrow().destroyForcibly()).isTrue();
    project.tenant("rows-three", STANDARD);
    Process up = project.start("up", "--yes", "--skip-preview", "--stack", "local");
    assertThat(up.waitFor(5, TimeUnit.SECONDS)).as("nobody provisions").isFalse();

    ENVIRONMENT.repair();

    assertThat(up.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(up.exitValue()).isZero();
    assertThat(new TenantLogin(ENVIRONMENT, "rows-three").ask(SHARED, "SELECT slug FROM tenants"))
        .isEqualTo("rows-three");
  }

  @Test
  @Order(6)
  void aRemovedTenantIsKeptOrErasedAsItsFileSaid() throws SQLException {
    project.removeTenant("rows-one");
    project.removeTenant("rows-two");
    project.up().succeeded();

    String roles = "SELECT string_agg(rolname || ' ' || rolcanlogin, ',') FROM pg_roles WHERE ";
    assertThat(ONE.askAsAdministrator(roles + "rolname = '" + ONE.name() + "'"))
        .isEqualTo(ONE.name() + " false");
    assertThat(
            ONE.askAsAdministrator(
                "SELECT count(*) FROM pg_database WHERE datname = '" + ONE.name() + "'"))
        .isEqualTo("1");
    assertThat(
            TWO.askAsAdministrator(
                "SELECT count(*) FROM pg_roles WHERE rolname = '" + TWO.name() + "'"))
        .isEqualTo("0");
    assertThat(
            TWO.askAsAdministrator(
                "SELECT evidence ->> 'databaseDropped' FROM tenantry_registry.erasure"
                    + " WHERE evidence ->> 'tenant' = 'rows-two'"))
        .isEqualTo("true");
  }

  private static long provisionerPid() {
    String marker = "dev.tenantry.cli.TenantryCommand provisioner";
    String state = ENVIRONMENT.variables().get("TENANTRY_STATE");
    return ProcessHandle.allProcesses()
        .filter(process -> environ(process.pid()).contains(state))
        .filter(process -> process.info().commandLine().orElse("").contains(marker))
        .findFirst()
        .orElseThrow()
        .pid();
  }

  private static String environ(long pid) {
    try {
      return java.nio.file.Files.readString(Path.of("/proc/" + pid + "/environ"));
    } catch (java.io.IOException e) {
      return "";
    }
  }
}
