package dev.tenantry.config;

import java.math.BigDecimal;
import java.util.List;

/**
 * A SQLite file for each agent, on a volume of its own, which a sidecar replicates to a bucket.
 *
 * @param volume the volume of each agent
 * @param deletionPolicy what becomes of volumes and buckets when the tenant goes
 */
public record SqliteSidecar(
    @Key("The volume of each agent.") VolumeConfig volume,
    @Key("What becomes of the data when the tenant's file is removed.")
        DeletionPolicy deletionPolicy)
    implements DataConfig {
  /** What the sidecar and the container that restores reserve each. */
  public static final ResourceAmounts SIDECAR_REQUESTS = amounts("25m");

  /** What each of them may use at most. */
  public static final ResourceAmounts SIDECAR_LIMITS = amounts("100m");

  private static ResourceAmounts amounts(String cpu) {
    return new ResourceAmounts(
        Quantity.parse(cpu), Quantity.parse("128Mi"), Quantity.parse("64Mi"));
  }

  @Override
  public DataMode mode() {
    return DataMode.SQLITE;
  }

  @Override
  public int postgresConnections() {
    return 0;
  }

  @Override
  public void validate(KeyPath tenant, TenantConfig config, PlatformConfig platform, Problems out) {
    Paths paths = new Paths(tenant);
    validateReplicas(paths, config.workloads().orchestrator().replicas(), out);
    validateClaims(paths, config, out);
    validateVolume(paths, config.limitRange().persistentVolumeClaim(), platform, out);
    if (platform.data().sqliteImage().isEmpty()) {
      out.addBetween(
          Rule.IMAGE_MISSING,
          List.of(paths.mode(), paths.tier()),
          "the platform has no image that replicates SQLite files",
          "state data.sqliteImage in " + out.platformFile());
    }
  }

  /** Two processes that write one file at once destroy it. */
  private static void validateReplicas(Paths paths, ReplicaRange replicas, Problems out) {
    if (replicas.max() > 1) {
      out.addBetween(
          Rule.SQLITE_ONE_WRITER,
          List.of(paths.replicas(), paths.mode(), paths.tier()),
          "a SQLite file has one writer, but an orchestrator may have "
              + replicas.max()
              + " replicas",
          "say workloads.orchestrator.replicas: { min: 1, max: 1 }, or choose mode shared-rls or"
              + " database");
    }
  }

  private void validateClaims(Paths paths, TenantConfig config, Problems out) {
    int agents = config.agents().size();
    int claims = config.quota().objects().persistentVolumeClaims();
    if (agents > claims) {
      out.addBetween(
          Rule.SQLITE_VOLUMES_ABOVE_QUOTA,
          List.of(paths.claims(), paths.mode(), paths.tier()),
          agents
              + " agents need a volume each, but quota.objects.persistentVolumeClaims is "
              + claims,
          "raise it, or have fewer agents");
    }
    Quantity storage = config.quota().requests().storage();
    BigDecimal sum = volume.size().amount().multiply(BigDecimal.valueOf(agents));
    if (sum.compareTo(storage.amount()) > 0) {
      boolean binary = storage.text().endsWith("i");
      out.addBetween(
          Rule.SQLITE_VOLUMES_ABOVE_QUOTA,
          List.of(paths.size(), paths.storage(), paths.mode(), paths.tier()),
          String.format(
              "%d volumes of %s are %s, but quota.requests.storage is %s",
              agents, volume.size(), Quantity.words(sum, binary), storage),
          "lower data.volume.size, or raise quota.requests.storage");
    }
  }

  private void validateVolume(
      Paths paths, ClaimLimits claim, PlatformConfig platform, Problems out) {
    if (volume.size().compareTo(claim.min()) < 0 || volume.size().compareTo(claim.max()) > 0) {
      out.addBetween(
          Rule.SQLITE_VOLUME_SIZE,
          List.of(paths.size(), paths.claimLimits(), paths.mode(), paths.tier()),
          String.format(
              "a volume of %s is not between %s and %s, the bounds of one claim",
              volume.size(), claim.min(), claim.max()),
          "change data.volume.size or limitRange.persistentVolumeClaim");
    }
    if (!platform.admission().storageClasses().contains(volume.storageClass())) {
      out.addBetween(
          Rule.STORAGE_CLASS_NOT_OFFERED,
          List.of(paths.storageClass(), paths.mode(), paths.tier()),
          "the platform does not offer the StorageClass " + volume.storageClass(),
          "add it to admission.storageClasses in " + out.platformFile());
    }
  }

  /** Where the compared values stand. */
  private record Paths(KeyPath tenant) {
    KeyPath tier() {
      return tenant.key("tier");
    }

    KeyPath mode() {
      return tenant.key("data").key("mode");
    }

    KeyPath size() {
      return tenant.key("data").key("volume").key("size");
    }

    KeyPath storageClass() {
      return tenant.key("data").key("volume").key("storageClass");
    }

    KeyPath replicas() {
      return tenant.key("workloads").key("orchestrator").key("replicas").key("max");
    }

    KeyPath claims() {
      return tenant.key("quota").key("objects").key("persistentVolumeClaims");
    }

    KeyPath storage() {
      return tenant.key("quota").key("requests").key("storage");
    }

    KeyPath claimLimits() {
      return tenant.key("limitRange").key("persistentVolumeClaim").key("max");
    }
  }
}
