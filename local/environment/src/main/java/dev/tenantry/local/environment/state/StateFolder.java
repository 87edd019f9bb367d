package dev.tenantry.local.environment.state;

import dev.tenantry.local.environment.console.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The layout of one environment's files. */
public record StateFolder(Path root) {
  /** Only a folder with this file in it is ever deleted. */
  private static final String MARKER = "tenantry-environment";

  public StateFolder {
    root = root.toAbsolutePath().normalize();
  }

  public Path bin() {
    return root.resolve("bin");
  }

  public Path logs() {
    return root.resolve("logs");
  }

  public Path log(String process) {
    return logs().resolve(process + ".log");
  }

  public Path run() {
    return root.resolve("run");
  }

  public Path pki() {
    return root.resolve("pki");
  }

  public Path config() {
    return root.resolve("config");
  }

  public Path data(String process) {
    return root.resolve("data").resolve(process);
  }

  public Path kubeconfig() {
    return root.resolve("kubeconfig");
  }

  public Path passwordFile() {
    return root.resolve("pgpass");
  }

  public Path pulumiHome() {
    return root.resolve("pulumi-home");
  }

  /**
   * The folder that holds the stacks' checkpoints for one cluster.
   *
   * <p>Each cluster has its own: a checkpoint of another one would tell the engine that this one
   * already has what it has not. A context's name does not tell clusters apart: {@code kind} gives
   * the next cluster the name of the last.
   *
   * @param clusterUid of a borrowed cluster; empty for the embedded control plane
   */
  public Path pulumiState(String clusterUid) {
    return pulumiStates().resolve(clusterUid.isEmpty() ? "embedded" : "cluster-" + clusterUid);
  }

  private Path pulumiStates() {
    return root.resolve("pulumi-state");
  }

  /** A small file of remembered facts, such as the ports in use. */
  public Settings settings(String name) {
    return new Settings(root.resolve(name + ".properties"));
  }

  public boolean exists() {
    return Files.exists(root.resolve(MARKER));
  }

  /** Makes a folder below this one. */
  public void create(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes the folders, readable by their owner only. */
  public void create() {
    try {
      for (Path folder : List.of(root, logs(), run(), pki(), config(), pulumiStates())) {
        Files.createDirectories(folder);
      }
      Path marker = root.resolve(MARKER);
      if (!Files.exists(marker)) {
        setPassable(false);
        Files.writeString(marker, "This folder belongs to Tenantry's local environment.\n");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lets other users through to a folder that they own, or not; nobody else can list it. */
  public void setPassable(boolean passable) {
    String mode = passable ? "rwx--x--x" : "rwx------";
    try {
      Files.setPosixFilePermissions(root, PosixFilePermissions.fromString(mode));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Deletes the folder; refuses one that this program did not make. */
  public void delete() {
    if (!Files.exists(root)) {
      return;
    }
    if (!exists()) {
      throw new Failure(root + " was not made by `up`: it is left alone");
    }
    deleteTree(root);
  }

  /** Deletes a file or a folder with all that is in it. */
  public static void deleteTree(Path tree) {
    if (!Files.exists(tree, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (Stream<Path> files = Files.walk(tree)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
