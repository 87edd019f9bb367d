package dev.tenantry.database;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Export;
import com.pulumi.core.annotations.Import;
import com.pulumi.core.annotations.ResourceType;
import com.pulumi.resources.CustomResource;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.ResourceArgs;
import java.util.Map;

/**
 * A Cloud SQL instance.
 *
 * <p>SDK 7.0.0 has the kind, but not {@code sslMode}, which replaced {@code requireSsl}; and its
 * classes for settings take no field that they do not know.
 */
@ResourceType(type = CloudSqlInstance.TYPE)
final class CloudSqlInstance extends CustomResource {
  static final String TYPE = "gcp:sql/databaseInstance:DatabaseInstance";

  /** PostgreSQL 17, as the schema's own tests run it. */
  private static final String VERSION = "POSTGRES_17";

  @Export(name = "dnsName", refs = String.class, tree = "[0]")
  private Output<String> dnsName;

  @Export(name = "pscServiceAttachmentLink", refs = String.class, tree = "[0]")
  private Output<String> pscServiceAttachmentLink;

  CloudSqlInstance(String name, CloudSqlServerArgs args, CustomResourceOptions options) {
    super(TYPE, name, new Inputs(args), options);
  }

  /** The name that the instance's certificate is for; known once it exists. */
  Output<String> dnsName() {
    return dnsName;
  }

  /** What an endpoint in the network leads to; known once it exists. */
  Output<String> serviceAttachment() {
    return pscServiceAttachmentLink;
  }

  private static final class Inputs extends ResourceArgs {
    @Import(name = "name")
    private final Output<String> name;

    @Import(name = "project")
    private final Output<String> project;

    @Import(name = "region")
    private final Output<String> region;

    @Import(name = "databaseVersion")
    private final Output<String> databaseVersion;

    @Import(name = "encryptionKeyName")
    private final Output<String> encryptionKeyName;

    @Import(name = "deletionProtection")
    private final Output<Boolean> deletionProtection;

    @Import(name = "settings")
    private final Output<Map<String, Object>> settings;

    Inputs(CloudSqlServerArgs args) {
      this.name = Output.of(args.instance());
      this.project = Output.of(args.project());
      this.region = Output.of(args.region());
      this.databaseVersion = Output.of(VERSION);
      this.encryptionKeyName = Output.of(args.server().key().value());
      this.deletionProtection = Output.of(args.kept());
      this.settings = Output.of(InstanceSettings.of(args));
    }
  }
}
