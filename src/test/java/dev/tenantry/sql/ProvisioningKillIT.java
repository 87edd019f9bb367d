package dev.tenantry.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whoever provisions is killed anywhere, or meets another: the end is the same. */
class ProvisioningKillIT {
  private static final String VERIFIER =
      ScramVerifier.of(
          "test-only", "0123456789abcdef".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
  private static final int KILLS = 10;
  private static final int UNHURT = 60_000;
  private static final Postgres POSTGRES = Postgres.shared();

  /** Fixed, so that a failure can be repeated as far as the machine allows. */
  private static final Random RANDOM = new Random(7);

  private static String database;

  @BeforeAll
  static void migrate() {
    database = POSTGRES.newDatabase("kills");
    Migration.ofShared(POSTGRES.admin(), database).run();
  }

  @ParameterizedTest
  @EnumSource(DataMode.class)
  void killedAnywhereItCanBeginAgain(DataMode mode) throws Exception {
    String undisturbed = provisioned(TwoTenants.account("undisturbed", mode));
    Process unhurt = begun(TwoTenants.account("unhurt", mode));
    long start = System.nanoTime();
    assertThat(killed(unhurt, UNHURT)).isFalse();
    int usual = (int) TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    int kills = 0;
    int late = 0;
    Map<String, Integer> found = new TreeMap<>();
    while (kills < KILLS) {
      TenantAccount account = TwoTenants.account("killed", mode);
      boolean anew = mode == DataMode.DATABASE && kills == KILLS / 2;
      if (anew) {
        dropTemplates();
      }
      // Spread over all of the way; to make the template is the longest one.
      int after = (anew ? 3 * usual : usual) * kills / KILLS + RANDOM.nextInt(1 + usual / KILLS);
      Process process = begun(account);
      start = System.nanoTime();
      if (killed(process, after)) {
        kills++;
        found.merge(found(account), 1, Integer::sum);
      } else {
        late++;
        // The first was slow, or this machine has become faster: what it took now is the measure.
        int now = (int) TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        usual = anew ? usual : Math.max(1, Math.min(usual, now));
      }
      assertThat(provisioned(account)).as("after kill %d", kills).isEqualTo(undisturbed);
      assertThat(late).as("kills that came too late").isLessThan(2 * KILLS);
    }
    System.out.printf("kills of %s: %d (and %d too late); found: %s%n", mode, kills, late, found);
  }

  @ParameterizedTest
  @EnumSource(DataMode.class)
  void twoAtOnceOnTheSameTenant(DataMode mode) throws Exception {
    String undisturbed = provisioned(TwoTenants.account("undisturbed", mode));
    dropTemplates();
    TenantAccount account = TwoTenants.account("twice", mode);
    together(List.of(account, account, account));
    assertThat(provisioned(account)).isEqualTo(undisturbed);
  }

  @ParameterizedTest
  @EnumSource(DataMode.class)
  void manyAtOnceOnDifferentTenants(DataMode mode) throws Exception {
    String undisturbed = provisioned(TwoTenants.account("undisturbed", mode));
    List<TenantAccount> accounts = new ArrayList<>();
    for (int count = 0; count < 4; count++) {
      accounts.add(TwoTenants.account("many" + count, mode));
    }
    together(accounts);
    for (TenantAccount account : accounts) {
      assertThat(state(account)).isEqualTo(undisturbed);
    }
  }

  /** How far it came. */
  private static String found(TenantAccount account) throws SQLException {
    try (Connection superuser = POSTGRES.superuser().open(database)) {
      return TwoTenants.one(
          superuser,
          "SELECT concat_ws(' and ', (SELECT 'login' FROM pg_roles WHERE rolname = '%1$s'),"
              .concat(" (SELECT 'database' || CASE WHEN datallowconn THEN '' ELSE ', closed' END")
              .concat(" FROM pg_database WHERE datname = '%1$s'))")
              .formatted(account.login()));
    }
  }

  private static void together(List<TenantAccount> accounts)
      throws InterruptedException, ExecutionException {
    ExecutorService threads = Executors.newFixedThreadPool(accounts.size());
    List<Callable<String>> tasks = new ArrayList<>();
    for (TenantAccount account : accounts) {
      tasks.add(() -> provisioned(account));
    }
    for (Future<String> result : threads.invokeAll(tasks)) {
      result.get();
    }
    threads.shutdown();
  }

  private static String provisioned(TenantAccount account) throws SQLException {
    new Provisioning(POSTGRES.admin(), database).provision(account, VERIFIER, "v1");
    return state(account);
  }

  /** A process of its own that is about to provision. */
  private static Process begun(TenantAccount account) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            ProvisioningProcess.class.getName(),
            database,
            account.id().toString(),
            account.slug(),
            account.mode().name(),
            VERIFIER);
    builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
    builder.environment().putAll(POSTGRES.adminVariables());
    Process process = builder.redirectErrorStream(true).start();
    assertThat(process.inputReader().readLine()).isEqualTo("ready");
    return process;
  }

  /** Kills it after so many milliseconds; false if it was done before. */
  private static boolean killed(Process process, int milliseconds) throws InterruptedException {
    if (process.waitFor(milliseconds, TimeUnit.MILLISECONDS)) {
      assertThat(process.exitValue()).isZero();
      return false;
    }
    process.destroyForcibly().waitFor();
    return true;
  }

  private static void dropTemplates() throws SQLException {
    try (Connection superuser = POSTGRES.superuser().open("postgres")) {
      String template = "tenantry_template_" + MigrationFiles.checksum().substring(0, 12);
      if (!TwoTenants.one(superuser, "SELECT 1 FROM pg_database WHERE datname = '" + template + "'")
          .isEmpty()) {
        TwoTenants.run(superuser, "ALTER DATABASE " + template + " IS_TEMPLATE false");
        TwoTenants.run(superuser, "DROP DATABASE " + template + " WITH (FORCE)");
      }
    }
  }

  /** All that the server knows of a tenant, without its name. */
  private static String state(TenantAccount account) throws SQLException {
    StringBuilder state = new StringBuilder();
    String login = account.login();
    try (Connection superuser = POSTGRES.superuser().open(database)) {
      for (String query :
          new String[] {
            "SELECT row(rolcanlogin, rolsuper, rolinherit, rolcreaterole, rolcreatedb,"
                + " rolreplication, rolbypassrls, rolconnlimit, rolpassword)"
                + " FROM pg_authid WHERE rolname = '%s'",
            "SELECT string_agg(row(roleid::regrole, grantor::regrole, admin_option,"
                + " inherit_option, set_option)::text, ' ' ORDER BY roleid::regrole::text)"
                + " FROM pg_auth_members WHERE member::regrole::text = '%s'",
            "SELECT string_agg(setconfig::text, ' ') FROM pg_db_role_setting"
                + " WHERE setrole::regrole::text = '%s'",
            "SELECT row(slug, tier, mode, verifier, credential, locked)"
                + " FROM tenantry_registry.tenant WHERE login = '%s'",
            "SELECT row(slug, tier, status) FROM tenantry.tenants"
                + " WHERE tenant_id = substr('%s', 3)::uuid",
            "SELECT row(datallowconn, datistemplate, datdba::regrole, datacl,"
                + " shobj_description(oid, 'pg_database')) FROM pg_database WHERE datname = '%s'"
          }) {
        state.append(TwoTenants.one(superuser, query.formatted(login))).append('\n');
      }
      assertThat(CatalogLint.faults(superuser)).isEmpty();
    }
    if (account.mode() == DataMode.DATABASE) {
      try (Connection own = POSTGRES.superuser().open(login)) {
        assertThat(CatalogLint.faults(own)).isEmpty();
        state.append(TwoTenants.one(own, "SELECT row(slug, tier, status) FROM tenantry.tenants"));
        CatalogRows rows = new CatalogRows(own);
        state.append(rows.relations());
      }
    }
    return state.toString().replace(login, "LOGIN").replace(account.slug(), "SLUG");
  }
}
