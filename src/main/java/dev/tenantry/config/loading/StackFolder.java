package dev.tenantry.config.loading;

import dev.tenantry.config.Rule;
import dev.tenantry.config.Words;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The files of one stack.
 *
 * @param platformName the name of platform.yaml from the project's root
 * @param platform platform.yaml; absent if it was reported as missing
 * @param tenants the tenants' files by their names from the project's root
 */
record StackFolder(String platformName, Optional<Path> platform, Map<String, Path> tenants) {
  static final String ENDING = ".yaml";
  static final String PLATFORM = "platform.yaml";

  private static final String TENANTS = "tenants";

  /** What the stack says to the policy pack, whose own reader refuses what it does not know. */
  private static final String POLICIES = "policies.json";

  /** Lists the stack's folder; everything that would not be read is reported. */
  static Optional<StackFolder> list(Path projectRoot, String stack, Consumer<Finding> out) {
    Path stacks = projectRoot.resolve("stacks");
    List<String> known = names(projectRoot);
    // Membership also keeps a name such as `../x` from leaving the folder.
    if (!known.contains(stack)) {
      String message = "there is no stack " + Words.quote(stack);
      String hint = Words.suggest(stack, known);
      out.accept(new Finding(Rule.UNKNOWN_STACK, "stacks", Place.NONE, "", message, hint));
      return Optional.empty();
    }
    String folder = "stacks/" + stack + "/";
    Optional<Path> platform = Optional.empty();
    Map<String, Path> tenants = new TreeMap<>();
    for (Path entry : entries(stacks.resolve(stack)).toList()) {
      if (name(entry).equals(PLATFORM) && isFile(entry)) {
        platform = Optional.of(entry);
      } else if (name(entry).equals(TENANTS) && isFolder(entry)) {
        listTenants(entry, folder + TENANTS + "/", tenants, out);
      } else if (!name(entry).equals(POLICIES) || !isFile(entry)) {
        stray(folder + name(entry), "platform.yaml, policies.json and tenants/", out);
      }
    }
    if (platform.isEmpty()) {
      String message = "the stack has no platform.yaml";
      out.accept(
          new Finding(Rule.MISSING_PLATFORM, folder + PLATFORM, Place.NONE, "", message, ""));
    }
    return Optional.of(new StackFolder(folder + PLATFORM, platform, tenants));
  }

  /** The names of all stacks. */
  static List<String> names(Path projectRoot) {
    return entries(projectRoot.resolve("stacks"))
        .filter(StackFolder::isFolder)
        .map(StackFolder::name)
        .toList();
  }

  private static void listTenants(
      Path folder, String prefix, Map<String, Path> tenants, Consumer<Finding> out) {
    for (Path entry : entries(folder).toList()) {
      if (name(entry).endsWith(ENDING) && isFile(entry)) {
        tenants.put(prefix + name(entry), entry);
      } else {
        stray(prefix + name(entry), "<tenant>.yaml files", out);
      }
    }
  }

  private static void stray(String name, String allowed, Consumer<Finding> out) {
    String message = "this would be ignored: only " + allowed + " are read here";
    String hint = "rename or remove it; links and folders are not followed";
    String shown = Words.printable(name);
    out.accept(new Finding(Rule.STRAY_FILE, shown, Place.NONE, "", message, hint));
  }

  private static Stream<Path> entries(Path folder) {
    if (!isFolder(folder)) {
      return Stream.empty();
    }
    try (Stream<Path> all = Files.list(folder)) {
      // Hidden files belong to editors and version control, unless they look like a tenant.
      return all
          .filter(entry -> !name(entry).startsWith(".") || name(entry).endsWith(ENDING))
          .sorted()
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + folder.getFileName(), e);
    }
  }

  // Links are refused: an error message quotes lines, and a link may lead out of the project.
  private static boolean isFile(Path entry) {
    return Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS);
  }

  private static boolean isFolder(Path entry) {
    return Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS);
  }

  private static String name(Path entry) {
    return entry.getFileName().toString();
  }
}
