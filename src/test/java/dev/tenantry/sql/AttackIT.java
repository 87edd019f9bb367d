package dev.tenantry.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.golden.Golden;
import dev.tenantry.stores.StoreKind;
import dev.tenantry.stores.TwoTenantTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a tenant can do that has its login and any SQL it likes, tried by name in both modes.
 *
 * <p>What leaks is asserted, too: docs/data-leaks.md tells users of it, and a change is noticed.
 */
@TwoTenantTest(
    value = {StoreKind.POSTGRES_SHARED, StoreKind.POSTGRES_DATABASE},
    covers =
        "66 attacks with any SQL and the tenant's own login, on a real server, in both modes; and"
            + " VerbMatrixIT: every verb on every relation",
    leaves = "Cloud SQL itself, and flaws of PostgreSQL that nobody knows yet")
class AttackIT {
  private static final Path DOCUMENT = Path.of("docs/data-leaks.md");
  private static final Map<DataMode, TwoTenants> TENANTS = new EnumMap<>(DataMode.class);
  private static final Map<DataMode, Map<String, Boolean>> RESULTS = new EnumMap<>(DataMode.class);

  @BeforeAll
  static void populate() throws SQLException {
    for (DataMode mode : DataMode.values()) {
      TwoTenants tenants = TwoTenants.in(mode, "attack_" + mode.name().toLowerCase());
      AttackScene.plant(tenants);
      TENANTS.put(mode, tenants);
      RESULTS.put(mode, new TreeMap<>());
    }
  }

  @ParameterizedTest
  @EnumSource(DataMode.class)
  void everyAttackIsHeldOrKnown(DataMode mode) throws Exception {
    List<String> surprises = new ArrayList<>();
    TwoTenants tenants = TENANTS.get(mode);
    Connection truth = Postgres.shared().superuser().open(tenants.shared());
    CatalogRows rows = new CatalogRows(truth);
    Map<String, String> before = rows.digest(tenants.victim().id());
    for (Attack attack : Attack.all()) {
      try (AttackScene scene = AttackScene.of(tenants)) {
        boolean leaks = attack.attempt().succeeds(scene);
        RESULTS.get(mode).put(attack.id(), leaks);
        if (leaks && attack.why().isEmpty()) {
          surprises.add(attack + " leaks");
        }
        if (!leaks && !attack.why().isEmpty() && mode == DataMode.SHARED_RLS) {
          surprises.add(attack + " is held now; say so in its case and in " + DOCUMENT);
        }
        if (!rows.digest(tenants.victim().id()).equals(before)) {
          surprises.add(attack + " changed the victim's rows");
        }
      }
    }
    truth.close();
    assertThat(surprises).isEmpty();
  }

  @Test
  void theListIsWhole() {
    Map<String, Integer> families = new TreeMap<>();
    for (Attack attack : Attack.all()) {
      int number = families.merge(attack.id().substring(0, 1), 1, Integer::sum);
      assertThat(attack.id().substring(1)).isEqualTo(Integer.toString(number));
    }
    assertThat(families).isEqualTo(Map.of("I", 10, "R", 21, "W", 16, "D", 8, "C", 11));
  }

  @AfterAll
  static void documentSaysTheSame() throws IOException {
    StringBuilder golden = new StringBuilder("id   shared-rls  database  what\n");
    StringBuilder table =
        new StringBuilder(
            "| | What | Mode `database` | Why, and what helps |\n|---|---|---|---|\n");
    for (Attack attack : Attack.all()) {
      String shared = word(DataMode.SHARED_RLS, attack);
      String own = word(DataMode.DATABASE, attack);
      golden.append("%-4s %-11s %-9s %s%n".formatted(attack.id(), shared, own, attack.what()));
      if (!shared.equals("held") || !own.equals("held")) {
        table.append(
            "| %s | %s | %s | %s |%n".formatted(attack.id(), attack.what(), own, attack.why()));
      }
    }
    Golden.assertMatches("sql/attacks.txt", golden.toString());
    Pattern between = Pattern.compile("(?s)(<!-- leaks -->\n).*(<!-- /leaks -->)");
    String text = Files.readString(DOCUMENT);
    Golden.assertFileMatches(
        DOCUMENT,
        between.matcher(text).replaceFirst(match -> match.group(1) + table + match.group(2)));
  }

  private static String word(DataMode mode, Attack attack) {
    Boolean leaks = RESULTS.get(mode).get(attack.id());
    return leaks == null ? "not tried" : leaks ? "leaks" : "held";
  }
}
