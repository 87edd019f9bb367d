package dev.tenantry.cluster;

import dev.tenantry.config.ClusterDatabase;
import dev.tenantry.config.PinnedImage;
import dev.tenantry.config.PlatformConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The Artifact Registry repositories that a platform's file names, and nodes must read. */
final class NodeRepositories {
  /** {@code <location>-docker.pkg.dev/<project>/<repository>}, with whatever follows. */
  private static final Pattern ADDRESS =
      Pattern.compile("([a-z0-9-]+)-docker\\.pkg\\.dev/([^/]+)/([^/@:]+).*");

  private NodeRepositories() {}

  /**
   * One repository.
   *
   * @param location its region
   * @param project where it lies
   * @param name its id
   */
  record Repository(String location, String project, String name)
      implements Comparable<Repository> {
    @Override
    public int compareTo(Repository other) {
      return toString().compareTo(other.toString());
    }
  }

  /** Each once; registries that are not Google's are left out, as no role opens them. */
  static SortedSet<Repository> of(PlatformConfig platform) {
    List<String> addresses = new ArrayList<>();
    platform.admission().registries().forEach(one -> addresses.add(one.value()));
    platform.data().sqliteImage().map(PinnedImage::value).ifPresent(addresses::add);
    if (platform.database() instanceof ClusterDatabase database) {
      addresses.add(database.image().value());
      addresses.add(database.proxyImage().value());
    }
    SortedSet<Repository> repositories = new TreeSet<>();
    for (String address : addresses) {
      Matcher matcher = ADDRESS.matcher(address);
      if (matcher.matches()) {
        repositories.add(new Repository(matcher.group(1), matcher.group(2), matcher.group(3)));
      }
    }
    return repositories;
  }
}
