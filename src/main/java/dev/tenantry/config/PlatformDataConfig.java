package dev.tenantry.config;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What holds for the data of every tenant of a stack.
 *
 * @param deletionPolicy for tenants that name none
 * @param keys the key that encrypts the buckets of each region; empty for Google's own keys
 * @param sqliteImage what replicates SQLite files; empty if no tenant may have mode sqlite
 */
public record PlatformDataConfig(
    @Key("What becomes of a tenant's data when its file is removed, unless it says otherwise.")
        DeletionPolicy deletionPolicy,
    @Key(
            "Cloud KMS key per region that encrypts the buckets there; none or one for each region."
                + " The Cloud Storage service agent must be allowed to use it.")
        SortedMap<Region, KmsKey> keys,
    @Key(
            "Image with `litestream`, named by its digest and in one of admission.registries;"
                + " needed for tenants of mode sqlite.")
        Optional<PinnedImage> sqliteImage) {
  /** Copies the map. */
  public PlatformDataConfig {
    keys = Collections.unmodifiableSortedMap(new TreeMap<>(keys));
  }

  /** Reports keys that do not fit the regions, and an image that no tenant may run. */
  void validate(KeyPath here, PlatformConfig platform, Problems out) {
    RegionKeys.validate(here.key("keys"), keys, platform.cloud().regions(), "bucket", out);
    List<ImageRegistry> registries = platform.admission().registries();
    sqliteImage
        .filter(image -> registries.stream().noneMatch(image::isIn))
        .ifPresent(
            image ->
                out.addBetween(
                    Rule.IMAGE_OUTSIDE_REGISTRIES,
                    List.of(here.key("sqliteImage"), KeyPath.of("admission", "registries")),
                    "the image is in none of admission.registries, so no tenant's pod may run it",
                    "copy it there, or add its registry"));
  }
}
