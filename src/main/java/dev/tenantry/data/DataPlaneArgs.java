package dev.tenantry.data;

import com.pulumi.resources.Resource;
import dev.tenantry.config.ClusterDatabase;
import dev.tenantry.config.PlatformConfig;
import java.util.List;
import java.util.Optional;

/**
 * What the data plane is declared from.
 *
 * @param stack the stack that owns it
 * @param platform the database, the cluster and the project
 * @param migrations the checksum of the migrations that this program carries
 * @param namespace the Namespace of data services, on which all objects in it depend
 * @param server what must be there before anybody connects; empty if the server exists already
 */
public record DataPlaneArgs(
    String stack,
    PlatformConfig platform,
    String migrations,
    Resource namespace,
    List<Resource> server) {
  /** Copies the list. */
  public DataPlaneArgs {
    server = List.copyOf(server);
  }

  /** The database whose migrations and provisioner run here; empty if they run elsewhere. */
  Optional<ClusterDatabase> cluster() {
    return cluster(platform);
  }

  static Optional<ClusterDatabase> cluster(PlatformConfig platform) {
    return platform.database() instanceof ClusterDatabase database
        ? Optional.of(database)
        : Optional.empty();
  }
}
