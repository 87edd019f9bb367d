package dev.tenantry.config.loading;

import dev.tenantry.config.CloudConfig;
import dev.tenantry.config.KeyPath;
import dev.tenantry.config.PlatformConfig;
import dev.tenantry.config.Problems;
import dev.tenantry.config.Rule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Holds a stack's project against those of the other stacks.
 *
 * <p>A Workload Identity principal names project, Namespace and ServiceAccount, but no cluster:
 * {@code tenant-acme} of a second cluster in the project would be the same principal. Stacks that
 * deploy to one cluster may share its project, because there a Namespace exists once.
 */
final class SharedProjects {
  private static final KeyPath PROJECT = KeyPath.of("cloud", "project");
  private static final KeyPath NUMBER = KeyPath.of("cloud", "projectNumber");
  private static final KeyPath CONTEXT = KeyPath.of("cluster", "context");

  private final PlatformConfig platform;
  private final Problems out;

  private SharedProjects(PlatformConfig platform, Problems out) {
    this.platform = platform;
    this.out = out;
  }

  /** Reports what the stack shares with another; faults of the others are their own. */
  static void check(Path projectRoot, String stack, PlatformConfig platform, Problems out) {
    SharedProjects check = new SharedProjects(platform, out);
    for (String other : StackFolder.names(projectRoot)) {
      Path file = projectRoot.resolve("stacks").resolve(other).resolve(StackFolder.PLATFORM);
      if (!other.equals(stack) && Files.isRegularFile(file)) {
        String name = "stacks/" + other + "/" + StackFolder.PLATFORM;
        SourceFile source = SourceFile.read(name, file, finding -> {});
        check.compare(YamlReader.read(source, finding -> {}));
      }
    }
  }

  private void compare(YamlFile other) {
    CloudConfig cloud = platform.cloud();
    boolean project = text(other, PROJECT).equals(cloud.project().value());
    boolean number = text(other, NUMBER).equals(cloud.projectNumber().value());
    boolean cluster = text(other, CONTEXT).equals(platform.cluster().context().value());
    if (project != number) {
      String same = project ? "project" : "projectNumber";
      String message = "the same " + same + " as in " + other.name() + ", but not the same ";
      out.addBetween(
          Rule.PROJECT_NUMBER_OF_TWO_PROJECTS,
          List.of(NUMBER, PROJECT),
          message + (project ? "projectNumber" : "project"),
          "gcloud projects describe shows a project's number");
    } else if (project && !cluster) {
      out.add(
          Rule.PROJECT_OF_TWO_CLUSTERS,
          PROJECT,
          other.name() + " has another cluster in the same project",
          "give each cluster a project of its own: a tenant's identity names project and"
              + " Namespace, but no cluster");
    }
  }

  private static String text(YamlFile file, KeyPath path) {
    return Trees.find(file.root(), path).map(node -> node.asText()).orElse("");
  }
}
