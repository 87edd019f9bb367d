package dev.tenantry.provisioner;

import dev.tenantry.sql.DataMode;
import dev.tenantry.sql.MigrationFiles;
import dev.tenantry.sql.Provisioning;
import dev.tenantry.sql.ScramVerifier;
import dev.tenantry.sql.SqlFailure;
import dev.tenantry.sql.TenantAccount;
import dev.tenantry.sql.TenantStore;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Brings one tenant to what its object says. Every step may be repeated; nothing is remembered in
 * this process.
 */
final class TenantReconciler {
  private static final int PASSWORD_BYTES = 24;

  private final Provisioning provisioning;
  private final TenantStore store;
  private final Map<String, CredentialStore> credentials;
  private final String sharedDatabase;

  /**
   * A reconciler for one server.
   *
   * @param credentials by the provider's name
   * @param sharedDatabase the database that tenants share
   */
  TenantReconciler(
      Provisioning provisioning,
      TenantStore store,
      Map<String, CredentialStore> credentials,
      String sharedDatabase) {
    this.provisioning = provisioning;
    this.store = store;
    this.credentials = Map.copyOf(credentials);
    this.sharedDatabase = sharedDatabase;
  }

  /**
   * What a tenant got.
   *
   * @param credential the version of its password
   */
  record Provisioned(String login, String database, String schemaVersion, String credential) {}

  /** Makes the login, the rows' place and the password; moves the rows if the mode changed. */
  Provisioned provision(TenantDatabaseSpec spec) {
    DataMode mode = mode(spec.mode());
    UUID id = UUID.fromString(spec.tenantId());
    var account = new TenantAccount(id, spec.tenant(), spec.tier(), mode, spec.connectionLimit());
    String database = mode == DataMode.DATABASE ? account.login() : sharedDatabase;
    Optional<Provisioning.Entry> known = provisioning.find(id);
    if (known.isPresent() && (known.get().mode() != mode || store.isMoving(id))) {
      store.move(id, mode);
    }
    CredentialStore secrets = credentials(spec.credential());
    String inForce = known.map(Provisioning.Entry::credential).orElse("");
    String credential = secrets.current(spec.credential()).filter(inForce::equals).orElse("");
    if (credential.isEmpty()) {
      // First where pods find it, then in force: whoever is killed in between makes another one.
      String password = newPassword();
      credential = secrets.write(spec.credential(), password);
      provisioning.provision(account, ScramVerifier.of(password), credential);
    } else {
      provisioning.provisionAgain(account);
    }
    return new Provisioned(account.login(), database, MigrationFiles.version(), credential);
  }

  /** The object goes: its data goes with it, or its login is locked out and the data kept. */
  void deprovision(TenantDatabaseSpec spec) {
    UUID id = UUID.fromString(spec.tenantId());
    switch (spec.deletionPolicy()) {
      case "Delete" -> store.erase(id);
      case "Retain" -> provisioning.lock(id);
      default -> throw new SqlFailure("deletionPolicy " + spec.deletionPolicy() + " is unknown");
    }
  }

  private CredentialStore credentials(TenantDatabaseSpec.Credential place) {
    return Optional.ofNullable(credentials.get(place.provider()))
        .orElseThrow(
            () ->
                new SqlFailure("credential.provider " + place.provider() + " is not served here"));
  }

  private static DataMode mode(String name) {
    return switch (name) {
      case "SharedRls" -> DataMode.SHARED_RLS;
      case "DatabasePerTenant" -> DataMode.DATABASE;
      default -> throw new SqlFailure("mode " + name + " is unknown");
    };
  }

  private static String newPassword() {
    byte[] bytes = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
