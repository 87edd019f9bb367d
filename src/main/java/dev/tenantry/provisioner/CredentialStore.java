package dev.tenantry.provisioner;

import java.util.Optional;

/** Where a tenant's password is kept for its pods. */
interface CredentialStore {
  /** The version that pods get now; empty if there is none. */
  Optional<String> current(TenantDatabaseSpec.Credential place);

  /** Adds a version, takes the older ones out of use, and returns its name. */
  String write(TenantDatabaseSpec.Credential place, String password);
}
