package dev.tenantry.naming;

import dev.tenantry.config.AgentName;
import dev.tenantry.config.DataMode;
import dev.tenantry.config.TenantName;

/** As {@link Names}: the names of what keeps tenants' data, and of those who look after it. */
public final class DataNames {
  /** The logical name of the component of the data plane; no tenant can have it. */
  public static final String DATA_PLANE = "data-plane";

  /** The logical name of the component of the Cloud SQL instance; no tenant can have it. */
  public static final String DATABASE_SERVER = "database-server";

  /** The ServiceAccount, the pods and the policies of the migrations. */
  public static final String MIGRATOR = "tenantry-migrator";

  /** The ServiceAccount, the Deployment, the Role and the policies of the provisioner. */
  public static final String PROVISIONER = "tenantry-provisioner";

  /** The CustomResourceDefinition of tenants' databases. */
  public static final String TENANT_DATABASE_KIND = "tenantdatabases.data.tenantry.dev";

  /** The Secret with a tenant's credential where no Secret Manager keeps it. */
  public static final String DATABASE_SECRET = "database";

  /**
   * The key of that Secret, and the file below {@link Names#SECRETS_FOLDER}.
   *
   * <p>No secret of a tenant's file has an underscore in its name.
   */
  public static final String DATABASE_PASSWORD = "database_password";

  /** The annotation of a volume claim that says what becomes of it when its tenant goes. */
  public static final String DELETION_POLICY = "tenantry.dev/deletion-policy";

  /** The PostgreSQL database that tenants of mode shared-rls share. */
  public static final String SHARED_DATABASE = "tenantry";

  private DataNames() {}

  /** The PostgreSQL database that a tenant's login enters. */
  public static String database(TenantId tenant, DataMode mode) {
    return switch (mode) {
      case SHARED_RLS -> SHARED_DATABASE;
      case DATABASE -> Names.login(tenant);
      case SQLITE -> throw new IllegalArgumentException("mode sqlite has no database");
    };
  }

  /** The TenantDatabase of a tenant, in {@link Names#DATA_NAMESPACE}. */
  public static String tenantDatabase(TenantName tenant) {
    return tenant.value();
  }

  /**
   * A tenant's credential in Google Secret Manager.
   *
   * <p>The second underscore keeps it apart from every secret of the tenant's file.
   */
  public static String cloudCredential(TenantName tenant) {
    return Names.namespace(tenant) + "_" + DATABASE_PASSWORD;
  }

  /**
   * The SecretStore and the ExternalSecret through which one ServiceAccount reads the credential,
   * at most {@link Names#DNS_LABEL_MAX} characters.
   */
  public static String databaseSecret(String account) {
    return account + "-database";
  }

  /** The volume claim of an agent's SQLite file, at most {@link Names#DNS_LABEL_MAX} characters. */
  public static String sqliteClaim(AgentName agent) {
    return Names.serviceAccount(agent) + "-data";
  }

  /**
   * The bucket that replicates an agent's SQLite file, at most 63 characters (Google's limit).
   *
   * <p>Buckets of all customers of Google share one space of names; the id makes it ours.
   */
  public static String sqliteBucket(TenantId tenant, AgentName agent) {
    return "t-" + tenant.hex() + "-" + agent.value();
  }

  /** The address, the forwarding rule and the zone of an instance, at most 63 characters. */
  public static String serverEndpoint(String instance) {
    return "sql-" + instance;
  }

  /**
   * The Job that runs the migrations: a new one only when they changed.
   *
   * @param checksum of the migrations, in hexadecimal digits
   */
  public static String migration(String checksum) {
    return "migrate-" + checksum.substring(0, 10);
  }
}
