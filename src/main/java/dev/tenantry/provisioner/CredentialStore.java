package dev.tenantry.provisioner;

import java.util.Optional;

/** Where a tenant's password is kept for its pods. */
interface CredentialStore {
  /**
   * What a tenant's pods need in order to log in.
   *
   * @param username the login
   * @param password its password
   * @param database the database with the tenant's rows
   */
  record Login(String username, String password, String database) {
    @Override
    public String toString() {
      return "Login[" + username + ", " + database + "]";
    }
  }

  /** The version that pods get now; empty if there is none. */
  Optional<String> current(TenantDatabaseSpec.Credential place);

  /** Adds a version, takes the older ones out of use, and returns its name. */
  String write(TenantDatabaseSpec.Credential place, Login login);
}
