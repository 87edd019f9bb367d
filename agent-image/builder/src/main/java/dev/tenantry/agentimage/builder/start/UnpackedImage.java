package dev.tenantry.agentimage.builder.start;

import dev.tenantry.agentimage.builder.Command;
import dev.tenantry.agentimage.builder.Failure;
import dev.tenantry.agentimage.builder.Folders;
import dev.tenantry.agentimage.builder.debian.RootSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An image's files in a folder, and how to run a program of it as a container runtime would: the
 * folder as its root, user 65532, a process table of its own, /proc, /dev and /tmp. By Linux's own
 * namespaces (unshare of util-linux), for which root is one way and an unprivileged user namespace
 * the other.
 */
public final class UnpackedImage {
  /** $1: the image's folder, $2: what becomes /tmp; then the inner command, run in that root. */
  private static final String MOUNTS =
      "root=$1 && tmp=$2 && shift 2 && mount --rbind /dev \"$root/dev\""
          + " && mount --bind \"$tmp\" \"$root/tmp\" && exec \"$@\"";

  private static final String ROOT_USER = "0";

  private final Path folder;
  private final Path temporary;
  private final boolean root;

  /**
   * Runs programs of an image.
   *
   * @param folder the unpacked image
   * @param temporary becomes its /tmp; emptied first
   */
  public UnpackedImage(Path folder, Path temporary) {
    this.folder = folder.toAbsolutePath();
    this.temporary = Folders.fresh(temporary).toAbsolutePath();
    this.root = isRoot();
    try {
      Files.setAttribute(temporary, "unix:mode", 01777, LinkOption.NOFOLLOW_LINKS);
    } catch (IOException e) {
      throw new Failure("cannot prepare " + temporary, e);
    }
  }

  /** The folder that programs of the image see as /tmp. */
  public Path temporary() {
    return temporary;
  }

  /** Why no program of an image can be run on this machine; empty if one can. */
  public static Optional<String> obstacle() {
    List<String> words = new ArrayList<>(outer(isRoot()));
    words.addAll(List.of("sh", "-c", "mount --rbind /dev /dev && exec \"$@\"", "sh"));
    words.addAll(inner(isRoot(), Path.of("/"), List.of("/bin/true")));
    Optional<Command.Answer> answer = Command.ask(Path.of("/"), Map.of(), words);
    if (answer.isEmpty()) {
      return Optional.of("`unshare` is not on this machine (package util-linux)");
    }
    if (answer.get().good()) {
      return Optional.empty();
    }
    return Optional.of(
        (isRoot() ? "this root may not" : "this user may not")
            + " make namespaces: "
            + answer.get().output().strip()
            + (isRoot() ? "" : " (root may, and so may all where user namespaces are allowed)"));
  }

  /**
   * Starts a program of the image.
   *
   * @param variables its whole environment
   * @param output the file that gets what it prints
   */
  Process start(Map<String, String> variables, List<String> words, Path output) {
    List<String> all = new ArrayList<>(outer(root));
    all.addAll(List.of("sh", "-c", MOUNTS, "sh", folder.toString(), temporary.toString()));
    all.addAll(inner(root, folder, words));
    ProcessBuilder builder =
        new ProcessBuilder(all)
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(output.toFile());
    Map<String, String> environment = new HashMap<>(variables);
    environment.put("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
    environment.put("LANG", "C.UTF-8");
    builder.environment().clear();
    builder.environment().putAll(environment);
    try {
      return builder.start();
    } catch (IOException e) {
      throw new Failure("cannot run the image", e);
    }
  }

  /** Where mounts of ours are seen by nobody else. */
  private static List<String> outer(boolean root) {
    return root
        ? List.of("unshare", "--mount")
        : List.of("unshare", "--user", "--map-root-user", "--mount");
  }

  /** The program as first process of its own table, in its root, as its user. */
  private static List<String> inner(boolean root, Path folder, List<String> words) {
    String user = Integer.toString(RootSystem.USER);
    List<String> all = new ArrayList<>(List.of("unshare"));
    if (root) {
      all.addAll(List.of("--pid", "--fork", "--kill-child", "--mount-proc=" + folder + "/proc"));
      all.addAll(List.of("chroot", "--userspec=" + user + ":" + user, "--groups=" + user));
      all.add(folder.toString());
    } else {
      all.addAll(List.of("--user", "--map-user=" + user, "--map-group=" + user, "--pid"));
      all.addAll(List.of("--fork", "--kill-child", "--mount", "--mount-proc", "--wd=/"));
      all.add("--root=" + folder);
    }
    all.addAll(words);
    return all;
  }

  private static boolean isRoot() {
    try {
      return Files.getAttribute(Path.of("/proc/self"), "unix:uid").toString().equals(ROOT_USER);
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }
}
