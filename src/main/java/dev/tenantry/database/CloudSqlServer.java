package dev.tenantry.database;

import com.pulumi.gcp.sql.Database;
import com.pulumi.gcp.sql.DatabaseArgs;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import dev.tenantry.naming.DataNames;
import dev.tenantry.naming.Names;
import dev.tenantry.naming.TypeTokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The Cloud SQL instance that tenants share, its address in the network, its database and the
 * logins of those who work on it.
 *
 * <p>Roles, schema and tenants' logins are SQL: the migrations and the provisioner make them.
 */
public final class CloudSqlServer extends ComponentResource {
  private final List<Resource> ready = new ArrayList<>();

  /**
   * Declares the server.
   *
   * @param name logical name
   * @param args the instance and its network
   * @param options must carry the cloud's provider
   */
  public CloudSqlServer(String name, CloudSqlServerArgs args, ComponentResourceOptions options) {
    super(TypeTokens.DATABASE_SERVER, name, options);
    var instance =
        new CloudSqlInstance(
            Names.child(name, "instance"),
            args,
            CustomResourceOptions.builder().parent(this).protect(args.kept()).build());
    ready.add(database(name, args, instance));
    ready.addAll(new ServerEndpoint(name, args, this).leadingTo(instance));
    ready.addAll(new ServerLogins(name, args, this).on(instance));
    registerOutputs(Map.of());
  }

  /** What whoever connects must wait for. */
  public List<Resource> ready() {
    return List.copyOf(ready);
  }

  private Resource database(String name, CloudSqlServerArgs args, CloudSqlInstance instance) {
    return new Database(
        Names.child(name, "database"),
        DatabaseArgs.builder()
            .name(DataNames.SHARED_DATABASE)
            .project(args.project())
            .instance(args.instance())
            .charset("UTF8")
            // PostgreSQL drops no database that somebody is connected to; it goes with its server.
            .deletionPolicy("ABANDON")
            .build(),
        CustomResourceOptions.builder()
            .parent(this)
            .dependsOn(instance)
            .protect(args.kept())
            .build());
  }
}
