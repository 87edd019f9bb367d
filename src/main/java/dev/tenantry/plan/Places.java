package dev.tenantry.plan;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Which line of which file to look at for a resource.
 *
 * <p>No resource remembers the key that it comes from. The file is certain: a tenant's own, or the
 * platform's. The line is that of the key that such resources most often follow from, else the
 * first.
 */
public final class Places {
  /** By the end of the type token, for what is a tenant's; keys of {@code TenantConfig}. */
  private static final Map<String, String> TENANT_KEYS =
      Map.ofEntries(
          Map.entry(":ResourceQuota", "quota"),
          Map.entry(":LimitRange", "limitRange"),
          Map.entry(":Role", "groups"),
          Map.entry(":RoleBinding", "groups"),
          Map.entry(":FQDNNetworkPolicy", "allowedHosts"),
          Map.entry(":Deployment", "agents"),
          Map.entry(":ServiceAccount", "agents"),
          Map.entry(":ScaledObject", "agents"),
          Map.entry(":ConfigMap", "agents"),
          Map.entry(":TenantDatabase", "data"),
          Map.entry(":PersistentVolumeClaim", "data"),
          Map.entry(":Bucket", "data"),
          Map.entry(":ExternalSecret", "secrets"),
          Map.entry(":SecretStore", "secrets"),
          Map.entry("secretmanager/secret:Secret", "secrets"));

  /** By the start of the type token, for what tenants share; keys of {@code PlatformConfig}. */
  private static final Map<String, String> PLATFORM_KEYS =
      Map.ofEntries(
          Map.entry("gcp:container/", "gke"),
          Map.entry("gcp:gkebackup/", "gke"),
          Map.entry("gcp:sql/", "database"),
          Map.entry("gcp:compute/", "cluster"),
          Map.entry("gcp:dns/", "cluster"),
          Map.entry("gcp:", "cloud"),
          Map.entry("kubernetes:admissionregistration.k8s.io/", "admission"),
          Map.entry("kubernetes:apps/", "models"),
          Map.entry("kubernetes:inference.networking.k8s.io/", "models"),
          Map.entry("kubernetes:data.tenantry.dev/", "database"),
          Map.entry("kubernetes:", "cluster"));

  private final String folder;
  private final Function<String, Optional<List<String>>> lines;

  /**
   * Of one stack.
   *
   * @param folder from the root of the repository, such as {@code stacks/dev}
   * @param lines of a file by its path; empty if there is none
   */
  public Places(String folder, Function<String, Optional<List<String>>> lines) {
    this.folder = folder;
    this.lines = lines;
  }

  /**
   * A line of a file.
   *
   * @param file from the root of the repository, with forward slashes
   * @param line from 1
   */
  record Place(String file, int line) {}

  /** Where to look for a resource of an owner. */
  Place of(String owner, String type) {
    String tenant = folder + "/tenants/" + owner + ".yaml";
    // An owner may be a label that somebody chose; only a file that is there is one.
    boolean safe = owner.matches("[a-z0-9-]+") && !owner.equals(Owners.SHARED);
    Optional<List<String>> text = safe ? lines.apply(tenant) : Optional.empty();
    if (text.isPresent()) {
      return new Place(tenant, line(text.get(), tenantKey(type)));
    }
    String platform = folder + "/platform.yaml";
    return new Place(platform, line(lines.apply(platform).orElse(List.of()), platformKey(type)));
  }

  private static Optional<String> tenantKey(String type) {
    return TENANT_KEYS.entrySet().stream()
        .filter(entry -> type.endsWith(entry.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private static Optional<String> platformKey(String type) {
    return PLATFORM_KEYS.entrySet().stream()
        .filter(entry -> type.startsWith(entry.getKey()))
        .max(Comparator.comparing(entry -> entry.getKey().length()))
        .map(Map.Entry::getValue);
  }

  private static int line(List<String> text, Optional<String> key) {
    for (int index = 0; index < text.size(); index++) {
      String line = text.get(index);
      if (key.isPresent() && line.startsWith(key.get() + ":")) {
        return index + 1;
      }
    }
    return 1;
  }
}
