package dev.tenantry.provisioner;

import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;

/** A tenant's place in PostgreSQL, as the deployer declared it. */
@Group(TenantDatabase.GROUP)
@Version("v1")
@Kind("TenantDatabase")
@Plural("tenantdatabases")
@Singular("tenantdatabase")
public final class TenantDatabase extends CustomResource<TenantDatabaseSpec, TenantDatabaseStatus>
    implements Namespaced {
  static final String GROUP = "data.tenantry.dev";

  /** While it is there, the object waits for this process before it goes. */
  static final String FINALIZER = GROUP + "/deprovision";

  private static final long serialVersionUID = 1L;
}
